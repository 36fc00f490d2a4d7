using System.Collections.Immutable;
using Board.Spaces;
using Board.Spaces.District;

namespace Board.Tests.Spaces;

/// <summary>Look-fors and goals of a district: what each op does, who may do it, and how it is taken back (SPEC.md, ACT2, ACT3, OP6).</summary>
public sealed class DirectionTests
{
    private static readonly DistrictSpace Space = new();

    private static readonly Dictionary<string, Person> People = new()
    {
        ["administrator"] = Person.Of("dana", Role.Administrator),
        ["leader"] = Person.Of("lena", Role.DistrictLeader),
        ["principal"] = Person.Of("ted", Role.Principal),
        ["lead"] = Person.Of("kim", Role.CohortLead),
        ["coach"] = Person.Of("maribel", Role.Coach),
        ["teacher"] = Person.Of("adaeze", Role.Teacher),
        ["nobody"] = Person.Of("stranger"),
    };

    private static readonly Dictionary<string, DirectionOp> Ops = new()
    {
        ["add list"] = new CatalogueAdded("new", "New list"),
        ["rename list"] = new CatalogueRenamed("ours", "Our list"),
        ["remove list"] = new CatalogueRemoved("ours"),
        ["set look-for"] = new LookForSet("ours", "T.1", "They explain", "Explain", 3, "To each other."),
        ["remove look-for"] = new LookForRemoved("ours", "T.1"),
        ["choose lists"] = new CataloguesChosen(["ours", "danielson2013"]),
        ["set goal"] = new DistrictGoalSet("g1", "Talk every day.", "Share of lessons"),
        ["remove goal"] = new DistrictGoalRemoved("g1"),
    };

    public static TheoryData<string, string, bool> Rows()
    {
        var rows = new TheoryData<string, string, bool>();
        foreach (var who in People.Keys)
            foreach (var what in Ops.Keys) rows.Add(who, what, who is "administrator" or "leader");
        return rows;
    }

    public static TheoryData<string> EveryOp => [.. Ops.Keys];

    [Theory, MemberData(nameof(Rows))]
    public void Administrators_and_district_leaders_write_it_and_nobody_else(string who, string what, bool may)
    {
        var refusal = Space.Policy(District(), Ops[what], Context(People[who]));
        if (may) Assert.Null(refusal);
        else Assert.Equal("not-allowed", refusal?.Code);
    }

    [Fact]
    public void The_table_has_every_op() => Assert.Empty(
        Space.Ops.Select(op => op.Type).Where(type => type.IsSubclassOf(typeof(DirectionOp))).Except(Ops.Values.Select(op => op.GetType())));

    [Theory, MemberData(nameof(EveryOp))]
    public void Each_can_be_taken_back(string what)
    {
        var before = District();
        var back = Space.Inverse(before, Ops[what])!;
        var after = Do(Do(before, Ops[what]), back);
        Assert.Equal(before.ChosenCatalogues.ToArray(), after.ChosenCatalogues.ToArray());
        Assert.Equal(before.Goals.ToArray(), after.Goals.ToArray());
        Assert.Equal(before.Catalogues.Select(Write), after.Catalogues.Select(Write));
    }

    [Fact]
    public void Every_member_reads_look_fors_and_goals()
    {
        var district = District();
        foreach (var id in new[] { "dana", "adaeze" })
        {
            var seen = (DistrictState)Space.View(district, Space.AudienceOf(district, district.Person(id)!)!);
            Assert.Equal(district.LookFors, seen.LookFors);
            Assert.Equal(district.Goals.ToArray(), seen.Goals.ToArray());
        }
    }

    [Fact]
    public void A_new_district_looks_with_the_framework_of_2022()
    {
        var lookFors = DistrictState.None.LookFors.ToList();
        Assert.Equal(22, lookFors.Count);
        Assert.Contains(lookFors, l => l is { Code: "3b", Family: 3, Label: "Using Questioning and Discussion Techniques" });
    }

    [Fact]
    public void The_built_in_lists_have_codes_that_can_be_typed_and_a_source()
    {
        Assert.Equal([22, 22, 10], BuiltInCatalogues.All.Select(catalogue => catalogue.LookFors.Length));
        foreach (var catalogue in BuiltInCatalogues.All)
        {
            Assert.NotEmpty(catalogue.Source);
            Assert.Equal(catalogue.LookFors.Length, catalogue.LookFors.DistinctBy(l => l.Code).Count());
            Assert.All(catalogue.LookFors, l => Assert.Matches("^[A-Za-z0-9.]{1,6}$", l.Code));
            Assert.All(catalogue.LookFors, l => Assert.InRange(l.Family, 1, LookFor.Families));
        }
    }

    [Fact]
    public void A_code_that_two_lists_have_is_the_first_ones()
    {
        var district = Do(Do(District(), new LookForSet("ours", "3b", "Our own questions", "", 1, "")), new CataloguesChosen(["ours", "danielson2022"]));
        Assert.Equal("Our own questions", district.LookFors.Single(l => l.Code == "3b").Label);
    }

    [Fact]
    public void A_list_that_was_removed_is_no_choice_and_comes_back_with_its_look_fors()
    {
        var district = Do(Do(District(), new CataloguesChosen(["ours"])), new CatalogueRemoved("ours"));
        Assert.Empty(district.LookFors);
        Assert.Equal("not-there", Refuse(district, new CataloguesChosen(["ours"])));
        Assert.Equal("T.1", Assert.Single(Do(district, new CatalogueAdded("ours", "Ours")).LookFors).Code);
    }

    [Theory]
    [InlineData("3 b")]
    [InlineData("toolong")]
    [InlineData("")]
    [InlineData("é")]
    public void A_code_that_cannot_be_typed_is_refused(string code) =>
        Assert.Equal("malformed", Refuse(District(), new LookForSet("ours", code, "Label", "", 1, "")));

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        Assert.Equal("malformed", Refuse(District(), new LookForSet("ours", "x", "Label", "", 5, "")));
        Assert.Equal("empty", Refuse(District(), new LookForSet("ours", "x", " ", "", 1, "")));
        Assert.Equal("not-there", Refuse(District(), new LookForSet("danielson2013", "3b", "Reworded", "", 3, "")));
        Assert.Equal("built-in", Refuse(District(), new CatalogueRenamed("danielson2013", "Mine")));
        Assert.Equal("exists", Refuse(District(), new CatalogueAdded("teach2", "Mine")));
        Assert.Equal("not-there", Refuse(District(), new CataloguesChosen(["ours", "nosuch"])));
        Assert.Equal("empty", Refuse(District(), new DistrictGoalSet("g9", "", null)));
        Assert.Equal("not-there", Refuse(District(), new DistrictGoalRemoved("g9")));
    }

    private static string Write(Catalogue catalogue) => $"{catalogue.Id} {catalogue.Name} {string.Join(',', catalogue.LookFors)}";

    private static DistrictState District()
    {
        SpaceState state = Space.Empty;
        foreach (var op in (SpaceOp[])
        [
            new DistrictFounded("Linden", false), new PersonAdded("dana", "Dana Whitfield", [Role.Administrator], null), new PersonAdded("adaeze", "Adaeze Okafor", [Role.Teacher], null),
            new CatalogueAdded("ours", "Ours"), new LookForSet("ours", "T.1", "Students explain", "", 2, ""), new DistrictGoalSet("g1", "Talk.", null),
        ]) state = Do((DistrictState)state, op);
        return (DistrictState)state;
    }

    private static DistrictState Do(DistrictState state, SpaceOp op)
    {
        var outcome = Space.Apply(state, op, Context(Person.System));
        Assert.True(outcome.Accepted, outcome.Refusal?.Message);
        return (DistrictState)outcome.State;
    }

    private static string? Refuse(DistrictState state, SpaceOp op) => Space.Apply(state, op, Context(Person.System)).Refusal?.Code;

    private static OpContext Context(Person person) => new(person, "s", DateTimeOffset.UnixEpoch, 1);
}
