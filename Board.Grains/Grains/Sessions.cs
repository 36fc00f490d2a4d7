using Board.Spaces;

namespace Board.Grains;

/// <summary>
/// How far each session of a space has come: the number of its last accepted op and where that stands in the history.
/// This is what makes a repeated submission recognisable (SPEC.md, OP3), also after a restart: it follows from the entries.
/// </summary>
internal sealed class Sessions
{
    private readonly Dictionary<string, Progress> _progress = [];

    public readonly record struct Progress(int Number, long Sequence);

    public Progress Of(string session) => _progress.GetValueOrDefault(session);

    public void Note(Entry entry) => _progress[entry.Session] = new Progress(entry.Number, entry.Sequence);

    /// <summary>For a snapshot. One-off sessions are left out: nobody can repeat them after the answer.</summary>
    public Dictionary<string, Progress> Copy() =>
        _progress.Where(session => !SessionId.IsOneOff(session.Key)).ToDictionary();

    public void Replace(IEnumerable<KeyValuePair<string, Progress>> progress)
    {
        _progress.Clear();
        foreach (var (session, reached) in progress) _progress[session] = reached;
    }
}
