using System.Text;
using System.Text.Json;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;

namespace Board.Tests.Spaces.Workshop;

/// <summary>
/// A workshop with one wall that is at work, told as ops a second apart. Each op is judged and done as the server does it, and
/// read back from the log's JSON first, so that what is tested is what a replay makes of it.
/// </summary>
internal sealed class Room
{
    public const string Facilitator = "lena";
    public const string Co = "maribel";
    public const string Ana = "p1";
    public const string Ben = "p2";
    public const string Waits = "p3";
    public const string Gone = "p4";
    public const string Screen = "screen1";
    public const string Stranger = "p9";
    public const string TheWall = "w1";
    public const long Start = 1_790_000_000_000;

    public static readonly WorkshopSpace Space = new();

    private readonly List<Entry> _entries = [];

    public Room() => Does(Facilitator,
        new WorkshopFounded("Systems for coaching", [new(2026, 11, 17)]),
        new ActivityAdded(TheWall, ActivityKind.Wall, "Share out", 0, 4),
        new SectionSet(TheWall, "schools", "Schools", "How could your district support you?", "i"),
        new SectionSet(TheWall, "districts", "Districts", "How can you support your schools?", "r"),
        new ActivityBegun(TheWall),
        new CoFacilitatorNamed(Co),
        new ProjectorOpened(Screen))
        .Does(Ana, new ParticipantJoined("Ana")).Does(Ben, new ParticipantJoined("Ben")).Does(Gone, new ParticipantJoined("Gus"))
        .Does(Facilitator, new ParticipantRemoved(Gone), new JoiningSet(JoinSettings.Usual with { WaitingRoom = true }))
        .Does(Waits, new ParticipantJoined("Wim"));

    public WorkshopState State { get; private set; } = WorkshopState.None;

    public WallState OnWall => State.Walls[TheWall];

    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>The server's time at the next op, in milliseconds since 1970 UTC.</summary>
    public long Now => Start + _entries.Count * 1_000;

    /// <summary>The whole state, to be compared.</summary>
    public string Written => Encoding.UTF8.GetString(SpaceJson.Write(State));

    public static string Beyond(int most) => new('x', most + 1);

    public static Person Of(string who) => who switch
    {
        Facilitator => Person.Of(who, Role.DistrictLeader),
        Co => Person.Of(who, Role.Coach),
        "system" => Person.System,
        Screen => Person.Of(who, Role.Viewer),
        _ when who.Length > 1 && who[0] == 'p' && char.IsAsciiDigit(who[1]) => Person.Of(who, Role.Participant),
        _ => Person.Of(who, Role.Coach),
    };

    /// <summary>A card of the wall's, shown as one does who puts it up.</summary>
    public static CardPosted Post(string id, string text = "One form.", string section = "schools", string order = "i", string wall = TheWall) => new(wall, id, section, order, new(text));

    public Card Card(string id) => OnWall.Cards[id];

    /// <summary>Does ops that are taken.</summary>
    public Room Does(string who, params SpaceOp[] ops)
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
        var sequence = _entries.Count + 1;
        var entry = new Entry(sequence, DateTimeOffset.FromUnixTimeMilliseconds(Now), who, $"s-{who}", sequence, op);
        var read = JsonSerializer.Deserialize<Entry>(JsonSerializer.SerializeToUtf8Bytes(entry, SpaceJson.Options), SpaceJson.Options)!;
        var context = new OpContext(Of(who), entry.Session, entry.At, entry.Sequence);
        if (Space.Policy(State, read.Op, context) is { } forbidden) return forbidden.Code;
        var outcome = Space.Apply(State, read.Op, context);
        if (!outcome.Accepted) return outcome.Refusal.Code;
        State = (WorkshopState)outcome.State;
        _entries.Add(read);
        return null;
    }

    /// <summary>Takes an op that was just done back, in the same person's name.</summary>
    public Room TakesBack(string who, SpaceOp op)
    {
        var before = State;
        Does(who, op);
        return Does(who, Space.Inverse(before, op) ?? throw new ArgumentException($"{op.GetType().Name} can't be taken back."));
    }

    public Audience? AudienceOf(string who) => who == "archive" ? Space.Archive : Space.AudienceOf(State, Of(who));

    /// <summary>What somebody sees.</summary>
    public WorkshopState Seen(string who) => (WorkshopState)Space.View(State, AudienceOf(who)!);

    /// <summary>What a live page of theirs is told of an entry.</summary>
    public Entry? Told(string who, Entry entry) => Space.ViewEntry(State, entry, AudienceOf(who)!);

    /// <summary>The state as a server makes it anew from the log, where nobody has a role.</summary>
    public WorkshopState Replayed()
    {
        SpaceState state = Space.Empty;
        foreach (var entry in _entries) state = Space.Apply(state, entry.Op, new OpContext(Person.Of(entry.By), entry.Session, entry.At, entry.Sequence)).State!;
        return (WorkshopState)state;
    }
}
