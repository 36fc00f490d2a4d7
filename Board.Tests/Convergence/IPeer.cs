using System.Collections.Immutable;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Tests.Convergence;

/// <summary>What a client asks of <c>Watch</c>.</summary>
internal sealed record WatchRequest(string? Token, long? At, bool Keep);

/// <summary>What a client hands to <c>Submit</c>.</summary>
internal sealed record Handed(string Session, long At, int Number, ImmutableArray<SpaceOp> Ops);

/// <summary>What a client keeps on the device: enough to send its unconfirmed work on after the page is gone.</summary>
internal sealed record Outbox(string Session, string Token, long At, int First, ImmutableArray<SpaceOp> Updates);

/// <summary>Where a client stands.</summary>
internal readonly record struct Standing(long? At, string Session, int First, int Unconfirmed, bool UnderWay);

/// <summary>What a frame asks of whoever holds the connection.</summary>
internal readonly record struct Reaction(bool WatchAgain = false, LiveFrame.Refused? Refused = null, bool Broken = false);

/// <summary>
/// One end of the live protocol, without transport: frames go in, requests and submissions come out. The simulated clients
/// and the real ones in Node are driven through it alike.
/// </summary>
internal interface IPeer
{
    Standing Standing { get; }

    ValueTask<WatchRequest> WatchAsync();

    ValueTask<Reaction> ReceiveAsync(Heard heard);

    /// <summary>The next submission of at most so many ops, or null while there is nothing to say. Counts as sent.</summary>
    ValueTask<Handed?> SubmitAsync(int most);

    /// <summary>The connection is gone, or an answer overdue: what was under way has to be said again.</summary>
    ValueTask LostAsync();

    /// <summary>The server does not know the session (any more): watch with a new one, and go on in it when caught up.</summary>
    ValueTask RenewAsync();

    /// <summary>What is unconfirmed, for the device to keep; null if nothing is.</summary>
    ValueTask<Outbox?> StoreAsync();
}

/// <summary>A page with the text.</summary>
internal interface IEditor : IPeer
{
    ValueTask EditAsync(ChangeSet changes);

    /// <summary>Does something beside the text.</summary>
    ValueTask ActAsync(SurfaceOp op);

    ValueTask<string> TextAsync();

    /// <summary>What lies beside the text, as this person's page has it when nothing is unconfirmed.</summary>
    ValueTask<Aside> AsideAsync(Person person);
}
