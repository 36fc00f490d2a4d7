using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Tests.Client.Reflecting;

/// <summary>A lesson that is made as lessons are: op by op, each at its second. Minute 0 is a Tuesday morning.</summary>
internal sealed class Lesson
{
    public const string Coach = "maribel";
    public const string Teacher = "adaeze";
    public const string V1 = "v1";

    public static readonly DateTimeOffset Start = new(2026, 11, 17, 9, 40, 0, TimeSpan.Zero);

    private static readonly CycleSpace Space = new();

    private SpaceState _state = Space.Empty;
    private long _sequence;

    public Lesson()
    {
        Do(Coach, -600, new CycleOpened(Coach, Teacher, "Student talk"), Role.Coach);
        Do(Coach, -600, new VisitAdded(V1, "Fractions", "Room 4B", new DateOnly(2026, 11, 17)));
    }

    public CycleState State => (CycleState)_state;

    public NotesState Notes => State.Notes[V1];

    public List<Entry> Entries { get; } = [];

    public static long Milliseconds(double second) => Start.AddSeconds(second).ToUnixTimeMilliseconds();

    public Lesson Do(string by, double second, SpaceOp op, params Role[] roles)
    {
        var at = Start.AddSeconds(second);
        var context = new OpContext(Person.Of(by, roles), "s", at, ++_sequence);
        Assert.Null(Space.Policy(_state, op, context));
        var outcome = Space.Apply(_state, op, context);
        Assert.True(outcome.Accepted, outcome.Refusal?.Message);
        _state = outcome.State;
        Entries.Add(new Entry(_sequence, at, by, "s", (int)_sequence, op));
        return this;
    }

    /// <summary>Writes a line at the end of the note, and tags it if there is a code.</summary>
    public Lesson Line(string by, double second, string text, params string[] codes)
    {
        var from = Notes.Text.Length;
        Do(by, second, new NotesEdit(V1, ChangeSet.Replace(from, from, from, $"{text}\n")));
        foreach (var code in codes) Do(by, second, new LookForTagged(V1, $"m{_sequence}", from, from + text.Length, code));
        return this;
    }
}
