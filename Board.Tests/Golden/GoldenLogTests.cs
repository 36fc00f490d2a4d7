using System.Text;
using System.Text.Json;
using Board.Spaces;
using Board.Spaces.CoachingCycle;

namespace Board.Tests.Golden;

/// <summary>
/// Logs as they were once written, one line an entry. They are added to and never edited: what is in a district's log today
/// has to replay for ever (SPEC.md, OP1, OP2).
/// </summary>
public sealed class GoldenLogTests
{
    public static TheoryData<string> Kinds => [.. SpaceKinds.All.Select(kind => kind.Name)];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_op_of_a_space_has_a_golden_line(string kind)
    {
        var written = Lines(kind).Select(line => Read(line).Op.GetType()).ToHashSet();
        Assert.Empty(Kind(kind).Ops.Where(op => !written.Contains(op.Type)).Select(op => op.Discriminator));
    }

    /// <summary>A value of an enumeration is written by its name, which can't change any more either.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void Every_word_that_an_op_chooses_from_has_a_golden_line(string kind)
    {
        var written = Lines(kind).SelectMany(line => Choices(Read(line).Op)).ToHashSet();
        var words = Kind(kind).Ops.SelectMany(op => Chosen(op.Type)).Distinct().SelectMany(type => Enum.GetValues(type).Cast<object>())
            .Where(word => word is not (StepState.Proposed or StepState.Declined)); // no step is said to have come to these
        Assert.Empty(words.Where(word => !written.Contains(word)).Select(word => $"{word.GetType().Name}.{word}"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_golden_line_is_read_and_written_to_the_byte(string kind)
    {
        foreach (var line in Lines(kind)) Assert.Equal(line, JsonSerializer.Serialize(Read(line), SpaceJson.Options));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_golden_log_replays_to_its_golden_state(string kind)
    {
        var space = Kind(kind);
        var state = space.Empty;
        foreach (var entry in Lines(kind).Select(Read))
        {
            var outcome = space.Apply(state, entry.Op, new OpContext(Person.Of(entry.By), entry.Session, entry.At, entry.Sequence));
            Assert.True(outcome.Accepted, $"Entry {entry.Sequence}: {outcome.Refusal?.Code}");
            state = outcome.State;
        }
        Assert.Equal(File.ReadAllText(Folder($"{kind}.state.json")).TrimEnd(), Encoding.UTF8.GetString(SpaceJson.Write(state)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_state_is_read_back_as_it_was_written(string kind)
    {
        var golden = Encoding.UTF8.GetBytes(File.ReadAllText(Folder($"{kind}.state.json")).TrimEnd());
        Assert.Equal(golden, SpaceJson.Write(SpaceJson.ReadState(Kind(kind), golden)));
    }

    /// <summary>The enumerations in an op and in the records that it holds.</summary>
    private static IEnumerable<Type> Chosen(Type type, bool inside = false) =>
        type.GetProperties().Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
            .SelectMany(held => held.IsEnum ? [held] : !inside && IsRecord(held) ? Chosen(held, inside: true) : []);

    private static IEnumerable<object> Choices(object op, bool inside = false) =>
        op.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(property => property.GetValue(op)).OfType<object>()
            .SelectMany(held => held.GetType().IsEnum ? [held] : !inside && IsRecord(held.GetType()) ? Choices(held, inside: true) : []);

    private static bool IsRecord(Type type) => type.IsClass && type.Namespace!.StartsWith("Board.Spaces", StringComparison.Ordinal);

    private static SpaceKind Kind(string name) => SpaceKinds.All.Single(kind => kind.Name == name);

    private static string[] Lines(string kind) => File.ReadAllLines(Folder($"{kind}.jsonl"));

    private static Entry Read(string line) => JsonSerializer.Deserialize<Entry>(line, SpaceJson.Options)!;

    private static string Folder(string file) => Path.Combine(AppContext.BaseDirectory, "Golden", file);
}
