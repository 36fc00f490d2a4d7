using System.Text;
using Board.Spaces;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Tests.Convergence;

/// <summary>Something that somebody did beside the text.</summary>
/// <param name="Key">What it makes, if that is there once: an id that nothing else has.</param>
/// <param name="First">The letter at which a tag begins, and the one at which it ends: it goes where they go.</param>
internal sealed record Said(SurfaceOp Op, string? Key = null, int? First = null, int? Last = null);

/// <summary>What people say about a text, count, and do to the clock. Much of it is about what others did, or have undone meanwhile.</summary>
internal sealed class Voice(Random dice, string surface)
{
    private const string Secret = "secret of ";
    private const int MostPhases = 25;

    private readonly List<string> _marks = [];
    private readonly List<(string Thread, string Comment)> _comments = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _counts = [];
    private int _phases;
    private int _drawn;

    public Said Next(string text, Person person) => dice.Next(26) switch
    {
        < 6 => Tag(text),
        < 8 => Start(text),
        8 or 9 when _comments.Count > 0 => Answer(),
        10 when _comments.Count > 0 => new(new CommentReworded(surface, Comment(out var comment), comment, Words("better"))),
        11 or 12 when _comments.Count > 0 => new(new CommentWithdrawn(surface, Comment(out var comment), comment, dice.Next(2) == 0)),
        13 when _comments.Count > 0 => new(new ThreadSettled(surface, Comment(out _), dice.Next(3) > 0)),
        14 or 15 when _marks.Count > 0 => new(new MarkRemoved(surface, Pick(_marks), dice.Next(2) == 0)),
        16 => Interpret(text),
        17 when _marks.Count > 0 => new(new EvidenceChosen(surface, Pick(_marks), Place(text, out var to), to)),
        18 => new(new MomentMarked(surface, Mark(out var key), Hand.Whole(text, dice.Next(text.Length + 1))), key),
        19 when _marks.Count > 0 => new(new MomentWorded(surface, Pick(_marks), Words("then"))),
        20 or 21 when person == World.Coach || person == World.Teacher => Note(text, person),
        22 or 23 => Clock(person),
        _ => Count(),
    };

    /// <summary>Whether a message to this person holds private words of somebody else.</summary>
    public static bool TellsASecretOfOthers(ReadOnlySpan<byte> message, Person person)
    {
        var (secret, own) = (Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(person.Id));
        for (int at; (at = message.IndexOf(secret)) >= 0;)
        {
            message = message[(at + secret.Length)..];
            if (!message.StartsWith(own)) return true;
        }
        return false;
    }

    private Said Tag(string text)
    {
        var from = Place(text, out var to);
        var letters = Letters.In(text[from..to]).ToList();
        var op = new LookForTagged(surface, Mark(out var key), from, to, dice.Next(2) == 0 ? "3b" : "G");
        return letters.Count > 0 && text[from] != '\n' && text[to - 1] != '\n' ? new(op, key, letters[0], letters[^1]) : new(op, key);
    }

    private Said Start(string text)
    {
        var from = Place(text, out var to);
        var op = new ThreadStarted(surface, Mark(out var key), from, to, Draw("c"), Words("look"));
        _comments.Add((op.Id, op.Comment));
        return new(op, key);
    }

    private Said Answer()
    {
        var op = new ThreadAnswered(surface, Comment(out _), Draw("c"), Words("yes"));
        _comments.Add((op.Id, op.Comment));
        return new(op, op.Comment);
    }

    private Said Interpret(string text)
    {
        var from = Place(text, out var to);
        if (dice.Next(2) == 0) return new(new InterpretationMarked(surface, Mark(out var bare), from, to, null, null), bare);
        return new(new InterpretationMarked(surface, Mark(out var key), from, to, Place(text, out var evidenceTo), evidenceTo), key);
    }

    private Said Note(string text, Person person)
    {
        if (_notes.Count > 0 && dice.Next(4) == 0) return new(new PrivateNoteRemoved(surface, Pick(_notes)));
        var again = _notes.Count > 0 && dice.Next(3) == 0;
        var id = again ? Pick(_notes) : Draw("n");
        if (!again) _notes.Add(id);
        return new(new PrivateNoteWritten(surface, id, Hand.Whole(text, dice.Next(text.Length + 1)), Secret + person.Id + ++_drawn), again ? null : id);
    }

    private Said Clock(Person person) => dice.Next(7) switch
    {
        0 => new(new ClockStarted(surface)),
        1 => new(new ClockPaused(surface)),
        2 => new(new ClockResumed(surface)),
        3 when person == World.Coach || person == World.Teacher => new(new ClockEnded(surface)),
        4 when _phases < MostPhases => new(new PhaseMarked(surface, $"p{++_phases}", Words("part"))),
        5 when _phases > 0 => new(new PhaseChanged(surface, $"p{dice.Next(_phases) + 1}", Words("part"), dice.Next(60_000))),
        6 when _phases > 0 => new(new PhaseRemoved(surface, $"p{dice.Next(_phases) + 1}")),
        _ => new(new TalkTurned(surface, (Talk)dice.Next(5))),
    };

    private Said Count()
    {
        if (_counts.Count > 0 && dice.Next(4) == 0) return new(new TallyTakenBack(surface, Pick(_counts), dice.Next(2) == 0));
        var id = Draw("t");
        _counts.Add(id);
        return dice.Next(3) switch
        {
            0 => new(new WaitTimed(surface, id, "wait", dice.Next(10_000)), id),
            1 => new(new Swept(surface, id, "task", dice.Next(24), 24), id),
            _ => new(new Counted(surface, id, "open"), id),
        };
    }

    /// <summary>A stretch of whole characters; where the text is empty, or often enough, a point.</summary>
    private int Place(string text, out int to)
    {
        var from = Hand.Whole(text, dice.Next(text.Length + 1));
        to = Hand.Whole(text, from + dice.Next(12));
        return from;
    }

    private string Mark(out string id)
    {
        id = Draw("m");
        _marks.Add(id);
        return id;
    }

    private string Comment(out string comment)
    {
        (var thread, comment) = Pick(_comments);
        return thread;
    }

    private string Words(string first) => $"{first} {++_drawn}";

    private string Draw(string kind) => $"{kind}{++_drawn}";

    private T Pick<T>(List<T> of) => of[dice.Next(of.Count)];
}
