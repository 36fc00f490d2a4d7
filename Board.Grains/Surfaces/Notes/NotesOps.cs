using System.Text.Json.Serialization;
using Board.Spaces;

namespace Board.Surfaces.Notes;

/// <summary>What happens to a shared text and to what is said about it.</summary>
public abstract record NotesOp(string Surface) : SurfaceOp(Surface);

/// <summary>
/// An op that names places in the text, in UTF-16 units of the text after the entry before it. Like an edit, a late one is moved over
/// the edits that came in before it.
/// </summary>
public interface IAnchored
{
    /// <summary>The last place that it names.</summary>
    [JsonIgnore]
    int Reach { get; }

    /// <summary>The same op on the text after an edit.</summary>
    NotesOp Over(ChangeSet changes);
}

/// <summary>A change of the text, based on the entry before it in the log (a submission's is rebased before it becomes an entry).</summary>
public sealed record NotesEdit(string Surface, ChangeSet Changes) : NotesOp(Surface);

/// <summary>A stretch of evidence is tagged with a look-for.</summary>
/// <param name="Id">Of the mark; drawn by whoever tags.</param>
/// <param name="Code">Of a look-for in a catalogue of the district, or <c>G</c> for the cycle's own goal.</param>
public sealed record LookForTagged(string Surface, string Id, int From, int To, string Code) : NotesOp(Surface), IAnchored
{
    [JsonIgnore]
    public int Reach => To;

    public NotesOp Over(ChangeSet changes) => this with { From = Places.Start(From, changes), To = Places.End(From, To, changes) };
}

/// <summary>Somebody says something about a stretch of text.</summary>
/// <param name="Id">Of the mark.</param>
/// <param name="Comment">Id of the first comment.</param>
public sealed record ThreadStarted(string Surface, string Id, int From, int To, string Comment, string Text) : NotesOp(Surface), IAnchored
{
    [JsonIgnore]
    public int Reach => To;

    public NotesOp Over(ChangeSet changes) => this with { From = Places.Start(From, changes), To = Places.End(From, To, changes) };
}

/// <summary>Somebody answers. An answer to a thread that was taken away brings it back: words are not lost.</summary>
public sealed record ThreadAnswered(string Surface, string Id, string Comment, string Text) : NotesOp(Surface);

/// <summary>Somebody rewords their own comment.</summary>
public sealed record CommentReworded(string Surface, string Id, string Comment, string Text) : NotesOp(Surface);

/// <summary>Somebody takes their own comment back, or brings it back.</summary>
public sealed record CommentWithdrawn(string Surface, string Id, string Comment, bool Withdrawn) : NotesOp(Surface);

/// <summary>The two have settled it, or take it up again.</summary>
public sealed record ThreadSettled(string Surface, string Id, bool Settled) : NotesOp(Surface);

/// <summary>A stretch of text says what something might mean, and so lies in the other lane.</summary>
/// <param name="EvidenceFrom">Where the evidence begins that it points at; null with <paramref name="EvidenceTo"/> while it points at none.</param>
public sealed record InterpretationMarked(string Surface, string Id, int From, int To, int? EvidenceFrom, int? EvidenceTo) : NotesOp(Surface), IAnchored
{
    [JsonIgnore]
    public int Reach => Math.Max(To, EvidenceTo ?? 0);

    public NotesOp Over(ChangeSet changes) => this with
    {
        From = Places.Start(From, changes),
        To = Places.End(From, To, changes),
        EvidenceFrom = EvidenceFrom is { } from ? Places.Start(from, changes) : null,
        EvidenceTo = EvidenceFrom is { } start && EvidenceTo is { } to ? Places.End(start, to, changes) : null,
    };
}

/// <summary>An interpretation points at other evidence.</summary>
public sealed record EvidenceChosen(string Surface, string Id, int From, int To) : NotesOp(Surface), IAnchored
{
    [JsonIgnore]
    public int Reach => To;

    public NotesOp Over(ChangeSet changes) => this with { From = Places.Start(From, changes), To = Places.End(From, To, changes) };
}

/// <summary>"Here was something": a moment of the lesson, marked with one key, to be put into words later.</summary>
/// <param name="Position">The line that was being written then.</param>
public sealed record MomentMarked(string Surface, string Id, int Position) : NotesOp(Surface), IAnchored
{
    [JsonIgnore]
    public int Reach => Position;

    public NotesOp Over(ChangeSet changes) => this with { Position = Places.Point(Position, changes) };
}

/// <summary>The words for a moment.</summary>
public sealed record MomentWorded(string Surface, string Id, string Text) : NotesOp(Surface);

/// <summary>Takes a mark of any kind away, or brings it back.</summary>
public sealed record MarkRemoved(string Surface, string Id, bool Removed) : NotesOp(Surface);

/// <summary>A partner writes something that nobody else can see, or rewords it: then only the words count.</summary>
/// <param name="Position">The line that it stands under.</param>
public sealed record PrivateNoteWritten(string Surface, string Id, int Position, string Text) : NotesOp(Surface), IAnchored
{
    [JsonIgnore]
    public int Reach => Position;

    public NotesOp Over(ChangeSet changes) => this with { Position = Places.Point(Position, changes) };
}

public sealed record PrivateNoteRemoved(string Surface, string Id) : NotesOp(Surface);

/// <summary>The lesson begins; its clock runs by the server's time.</summary>
public sealed record ClockStarted(string Surface) : NotesOp(Surface);

public sealed record ClockPaused(string Surface) : NotesOp(Surface);

public sealed record ClockResumed(string Surface) : NotesOp(Surface);

/// <summary>The lesson is over. Whoever was let in for the lesson is out with it; a clock that was ended by mistake can be resumed.</summary>
public sealed record ClockEnded(string Surface) : NotesOp(Surface);

/// <summary>Another part of the lesson begins now, such as "Explore".</summary>
public sealed record PhaseMarked(string Surface, string Id, string Name) : NotesOp(Surface);

/// <param name="Starts">Milliseconds on the lesson clock.</param>
public sealed record PhaseChanged(string Surface, string Id, string Name, long Starts) : NotesOp(Surface);

public sealed record PhaseRemoved(string Surface, string Id) : NotesOp(Surface);
