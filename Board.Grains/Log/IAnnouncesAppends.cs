using Board.Spaces;

namespace Board.Log;

/// <summary>
/// A log that several servers share, and that tells each of them what the others do. News may come late, twice or out of order, and
/// say nothing of what was written: whoever wants to know reads the log. Without news nothing is wrong, only late (SPEC.md, LOG8).
/// </summary>
public interface IAnnouncesAppends
{
    /// <summary>Begins to tell, first that something may have been missed. Ends when the answer is disposed of.</summary>
    IDisposable Subscribe(IAppendObserver observer);
}

/// <summary>Hears of what others do with a log. Called from any thread, one call after the other; it must not wait for anything.</summary>
public interface IAppendObserver
{
    /// <summary>Another owner has appended: its log now ends at <paramref name="head"/>, or further on.</summary>
    void Appended(SpaceId space, long head);

    /// <summary>A space was deleted for good.</summary>
    void Deleted(SpaceId space);

    /// <summary>There was nobody to hear for a while; whatever is in memory may be out of date.</summary>
    void Missed();
}
