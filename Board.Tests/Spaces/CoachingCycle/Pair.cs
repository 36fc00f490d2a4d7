using System.Text.Json;
using Board.Spaces;
using Board.Spaces.CoachingCycle;

namespace Board.Tests.Spaces.CoachingCycle;

/// <summary>
/// A cycle with two lessons, told as ops a second apart. Each op is judged and done as the server does it, and read back
/// from the log's JSON first, so that what is tested is what a replay makes of it.
/// </summary>
internal sealed class Pair
{
    public const string Coach = "maribel";
    public const string Teacher = "adaeze";
    public const string Observer = "jonas";
    public const string Viewer = "priya";
    public const string Principal = "ted";
    public const string Stranger = "owen";
    public const long Start = 1_790_000_000_000;

    private static readonly CycleSpace Space = new();
    private int _sequence;

    public Pair() => Does(Coach, new CycleOpened(Coach, Teacher, "Student talk"), new VisitAdded("v1", "Fractions", "Room 4B", null), new VisitAdded("v2", "Decimals", "Room 4B", null));

    public CycleState State { get; private set; } = CycleState.None;

    /// <summary>The server's time, in milliseconds since 1970 UTC; each op that is taken makes it a second later.</summary>
    public long Now { get; set; } = Start;

    public CyclePlan Plan => State.Plan;

    public CycleMembers Members => State.Members;

    /// <summary>A text that is one character too long.</summary>
    public static string Beyond(int most) => new('x', most + 1);

    public ActionStep Step(string id) => State.Steps.Single(step => step.Id == id);

    /// <summary>Does ops that are taken.</summary>
    public Pair Does(string who, params SpaceOp[] ops)
    {
        foreach (var op in ops)
        {
            var refusal = Tries(who, op);
            Assert.True(refusal is null, $"{who}: {op.GetType().Name}: {refusal}");
        }
        return this;
    }

    /// <summary>Does an op, unless it is refused: then nothing changes, and this is the refusal's code.</summary>
    public string? Tries(string who, SpaceOp op)
    {
        var entry = new Entry(_sequence + 1, DateTimeOffset.FromUnixTimeMilliseconds(Now), who, "s1", _sequence + 1, op);
        var context = new OpContext(Person.Of(who, Role.Coach), entry.Session, entry.At, entry.Sequence);
        var read = JsonSerializer.Deserialize<Entry>(JsonSerializer.SerializeToUtf8Bytes(entry, SpaceJson.Options), SpaceJson.Options)!.Op;
        if (Space.Policy(State, read, context) is { } forbidden) return forbidden.Code;
        var outcome = Space.Apply(State, read, context);
        if (!outcome.Accepted) return outcome.Refusal.Code;
        State = (CycleState)outcome.State;
        Now += 1_000;
        _sequence++;
        return null;
    }

    /// <summary>Does not do an op that has to be refused, and changes nothing.</summary>
    public void Refuses(string who, SpaceOp op, string code)
    {
        var before = State;
        Assert.Equal(code, Tries(who, op));
        Assert.Same(before, State);
    }

    /// <summary>Takes an op that was just done back, as the page does it, in the same person's name.</summary>
    public Pair TakesBack(string who, SpaceOp op)
    {
        var before = State;
        Does(who, op);
        return Does(who, Space.Inverse(before, op) ?? throw new ArgumentException($"{op.GetType().Name} can't be taken back."));
    }

    public SpaceOp? Inverse(SpaceOp op) => Space.Inverse(State, op);

    /// <summary>The whole state, to be compared.</summary>
    public string Written => System.Text.Encoding.UTF8.GetString(SpaceJson.Write(State));
}
