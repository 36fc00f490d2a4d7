using Board.Spaces;
using Board.Spaces.Desk;

namespace Board.Tests.Spaces.Desk;

/// <summary>A desk built from ops, for tests.</summary>
internal static class OneDesk
{
    public static readonly DeskSpace Space = new();

    public static Person Owner { get; } = Person.Of("maribel", Role.Coach);

    public static DeskState Empty { get; } = (DeskState)Space.EmptyOf(DeskSpace.Of(Owner.Id));

    public static DeskState With(params DeskOp[] ops) => ops.Aggregate(Empty, (desk, op) => desk.Do(op));

    public static DeskState Do(this DeskState desk, SpaceOp op)
    {
        Assert.Null(Space.Policy(desk, op, Context(Owner)));
        var outcome = Space.Apply(desk, op, Context(Owner));
        Assert.True(outcome.Accepted, outcome.Refusal?.Message);
        return (DeskState)outcome.State;
    }

    public static string? Refuse(this DeskState desk, SpaceOp op) => Space.Apply(desk, op, Context(Owner)).Refusal?.Code;

    public static OpContext Context(Person person) => new(person, "s", DateTimeOffset.FromUnixTimeSeconds(1_790_000_000), 1);

    /// <summary>A series of half hours at 9:40, from Tue, Nov 17, 2026.</summary>
    public static Plan Series(Repeat repeat, DateOnly? until = null, string date = "2026-11-17") =>
        Plan.Once(EntryKind.Observe, "Fractions", DateOnly.ParseExact(date, "yyyy-MM-dd"), new TimeOnly(9, 40), 30) with { Repeat = repeat, Until = until };

    public static DateOnly Day(int month, int day, int year = 2026) => new(year, month, day);
}
