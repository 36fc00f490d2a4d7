namespace Board.Tests.Convergence;

/// <summary>A frame on its way to a client, as bytes and as what they say.</summary>
internal sealed record Heard(ReadOnlyMemory<byte> Utf8)
{
    public LiveFrame Says { get; } = LiveFrame.Parse(Utf8);
}
