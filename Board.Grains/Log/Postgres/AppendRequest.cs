using Board.Spaces;

namespace Board.Log.Postgres;

/// <summary>Entries to be appended, if the log still ends where they begin.</summary>
internal sealed class AppendRequest(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads) : LogRequest(space)
{
    public override long Size { get; } = payloads.Sum(payload => (long)payload.Length);

    public long Extends => extends;

    public IReadOnlyList<ReadOnlyMemory<byte>> Payloads => payloads;

    /// <summary>Appends it to a commit, or notes why it can't be.</summary>
    public void Do(LogCommit commit)
    {
        Verdict = null;
        try
        {
            commit.Append(this);
        }
        catch (Exception verdict) when (verdict is LogMovedOnException or LogDamagedException)
        {
            Verdict = verdict;
        }
    }
}
