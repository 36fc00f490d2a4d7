namespace Board.Grains;

/// <summary>What stands for a space in this process, and has something to tell. Disposing finishes what was begun.</summary>
internal interface ISpaceActivation : IAsyncDisposable
{
    SpaceFeed Feed { get; }
}
