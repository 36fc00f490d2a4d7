using Board.Surfaces.Notes;
using Board.Tests.Convergence;

namespace Board.Tests.Surfaces.Notes;

/// <summary>What must hold for any changes (NOTE3), drawn at random. Replayed as the differential test is.</summary>
public sealed class ChangeSetAlgebraTests
{
    [Fact]
    public void Two_changes_of_one_text_meet_in_one_text() => ForAll(given =>
    {
        var (a, b) = (given.A.Set, given.B.Set);
        var one = a.Compose(b.Map(a));
        var other = b.Compose(a.Map(b, before: true));
        Assert.Equal(one.Apply(given.Text), other.Apply(given.Text));
        Assert.Equal(one.Apply(given.Text), b.Map(a).Apply(given.A.TextAfter));
        Assert.Equal(one.Apply(given.Text), a.Map(b, before: true).Apply(given.B.TextAfter));
    });

    [Fact]
    public void A_chain_of_changes_is_one_change() => ForAll(given =>
    {
        Assert.Equal(given.A.TextAfter, given.A.Set.Apply(given.Text));
        Assert.Equal(given.C.TextAfter, given.A.Set.Compose(given.C.Set).Apply(given.Text));
    });

    [Fact]
    public void It_does_not_matter_which_of_a_chain_are_joined_first() => ForAll(given =>
    {
        var sets = given.A.Links.Concat(given.C.Links).Select(link => link.Set).ToArray();
        var fromTheStart = sets.Aggregate((all, next) => all.Compose(next));
        var fromTheEnd = sets.Reverse().Aggregate((all, before) => before.Compose(all));
        Assert.Equal(fromTheStart.Apply(given.Text), fromTheEnd.Apply(given.Text));
        Assert.Equal(given.C.TextAfter, fromTheEnd.Apply(given.Text));
    });

    [Fact]
    public void The_inverse_leads_back() => ForAll(given =>
    {
        var set = given.A.Set;
        var inverse = set.Invert(given.Text);
        Assert.Equal(given.Text, inverse.Apply(given.A.TextAfter));
        Assert.Equal(given.Text, set.Compose(inverse).Apply(given.Text));
        Assert.Equal(set, inverse.Invert(given.A.TextAfter));
    });

    [Fact]
    public void Positions_keep_their_order_and_stay_in_the_text() => ForAll(given =>
    {
        var set = given.A.Set;
        foreach (var assoc in (ReadOnlySpan<int>)[-1, 1])
        {
            var last = 0;
            for (var pos = 0; pos <= given.Text.Length; pos++)
            {
                var mapped = set.MapPos(pos, assoc)!.Value;
                Assert.InRange(mapped, last, set.NewLength);
                last = mapped;
            }
        }
    });

    [Fact]
    public void Lengths_are_those_of_the_texts() => ForAll(given =>
    {
        Assert.Equal((given.Text.Length, given.A.TextAfter.Length), (given.A.Set.Length, given.A.Set.NewLength));
        var moved = given.A.Set.Map(given.B.Set);
        Assert.Equal(given.B.TextAfter.Length, moved.Length);
        Assert.Equal(given.B.Set.Map(given.A.Set, before: true).Apply(given.A.TextAfter).Length, moved.NewLength);
    });

    [Fact]
    public void Changes_between_whole_characters_leave_whole_characters() => ForAll(given =>
    {
        var (a, b) = (given.A.Set, given.B.Set);
        Assert.False(a.SplitsSurrogatePair(at => given.Text[at]));
        Assert.False(b.Map(a).SplitsSurrogatePair(at => given.A.TextAfter[at]));
        Assert.True(ChangeSet.IsWellFormed(a.Compose(b.Map(a)).Apply(given.Text)));
    });

    private static void ForAll(Action<BuiltCase> holds)
    {
        foreach (var seed in FuzzRun.FromEnvironment(cases: 3_000).Seeds)
            try
            {
                holds(ChangeCaseSource.Draw(seed).Build());
            }
            catch (Exception broken)
            {
                throw new InvalidOperationException($"Replay with {FuzzRun.Replay(seed)}.", broken);
            }
    }
}
