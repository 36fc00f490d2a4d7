using Board.Server.Live;
using Board.Spaces;

namespace Board.Tests.Live;

public sealed class LiveLimitsTests
{
    private readonly Clock _clock = new();
    private readonly LiveLimits _limits;

    public LiveLimitsTests() => _limits = new LiveLimits(new LiveSettings { SubmissionsPerSecond = 10, SubmissionsAtOnce = 20, Watches = 2 }, _clock);

    [Fact]
    public void A_person_may_submit_much_at_once_and_then_at_a_steady_rate()
    {
        Assert.Equal(20, Accepted("maribel", tries: 50));
        _clock.Now += TimeSpan.FromSeconds(0.5);
        Assert.Equal(5, Accepted("maribel", tries: 50));
    }

    [Fact]
    public void What_was_not_used_is_saved_up_to_the_limit_and_no_further()
    {
        Assert.Equal(20, Accepted("maribel", tries: 20));
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(20, Accepted("maribel", tries: 50));
    }

    [Fact]
    public void One_persons_haste_costs_nobody_else_anything()
    {
        _ = Accepted("maribel", tries: 50);
        Assert.Equal(20, Accepted("adaeze", tries: 20));
    }

    [Fact]
    public void Who_came_once_is_forgotten_and_whoever_is_held_up_or_still_looks_is_not()
    {
        _ = Accepted("hasty", tries: 50);
        _limits.Watch(Person.Of("looks"));
        _limits.Watch(Person.Of("looks"));
        for (var i = 0; i < 10_000; i++) _limits.Watch(Person.Of($"p{i}", Role.Participant))!.Dispose();
        Assert.InRange(_limits.Count, 2, 2_000);
        Assert.Equal(0, Accepted("hasty", tries: 1));
        Assert.Null(_limits.Watch(Person.Of("looks")));
    }

    [Fact]
    public void A_place_for_a_stream_can_be_taken_again_when_it_is_given_back_once()
    {
        var first = _limits.Watch(Person.Of("maribel"));
        Assert.NotNull(first);
        Assert.NotNull(_limits.Watch(Person.Of("maribel")));
        Assert.Null(_limits.Watch(Person.Of("maribel")));
        first.Dispose();
        first.Dispose();
        Assert.NotNull(_limits.Watch(Person.Of("maribel")));
        Assert.Null(_limits.Watch(Person.Of("maribel")));
    }

    [Fact]
    public void LIVE4_Somebody_without_an_account_adds_a_few_pictures_at_once_and_more_as_time_goes_by()
    {
        var (ana, maribel) = (Person.Of("p1", Role.Participant), Person.Of("maribel", Role.Coach));
        Assert.Equal(20, Enumerable.Range(0, 50).Count(_ => _limits.MayAddPicture(ana)));
        _clock.Now += TimeSpan.FromMinutes(30);
        Assert.Equal(20, Enumerable.Range(0, 50).Count(_ => _limits.MayAddPicture(ana)));
        _clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(4, Enumerable.Range(0, 50).Count(_ => _limits.MayAddPicture(ana)));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(_limits.MayAddPicture(maribel)));
    }

    private int Accepted(string person, int tries) => Enumerable.Range(0, tries).Count(_ => _limits.MaySubmit(Person.Of(person)));

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
