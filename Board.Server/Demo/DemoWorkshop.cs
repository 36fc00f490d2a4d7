using System.Collections.Immutable;
using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Page;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Server.Demo;

/// <summary>
/// A workshop of the demo district in the middle of its share out: a room of 22 who answer from their phones, a wall that is
/// open, three cards that wait for a look.
/// </summary>
/// <param name="door">Of an engine whose clock is <paramref name="clock"/>.</param>
internal sealed class DemoWorkshop(SpaceDoor door, DemoTime clock, SpaceId space, string facilitator, string co)
{
    private const string Wall = "shareout";
    private const string Schools = "schools";
    private const string Districts = "districts";
    private const int People = 22;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(7);

    private static readonly ImmutableArray<Shared> Cards =
    [
        new(Schools, "Come and sit in on one cycle, start to finish.", 4, 1),
        new(Districts, "One shared calendar for visits.", 5, 8),
        new(Schools, "Find a sub pool so coaches stop covering.", 14, 6),
        new(Schools, "Say what coaching is for in the board report.", 4, 3),
        new(Districts, "Stop scheduling trainings on planning days.", 15, 7),
        new(Schools, "Let coaches watch each other teach. Half a day a month.", 11, 5),
        new(Districts, "Bring coaches to the table when we choose new tools.", 9, 3, "Before the purchase, please."),
        new(Districts, "Publish what happened to each resource request.", 13, 2, "Yes please. Even “in review” helps."),
        new(Districts, "Protect our own time to listen. We book over it too.", 12, 5),
        new(Schools, "Put coach and principal in the same training in July.", 7, 6),
        new(Schools, "Answer resource requests, even when it is a no.", 6, 9, "A date would do."),
        new(Schools, "Share the data before the meeting, not during it.", 8, 4),
        new(Districts, "Keep the tiering document short. One page, same words everywhere.", 7, 6),
        new(Schools, "Protect one planning block a week for coach and teacher. We keep the date, then a cover period takes it.", 17, 11, "This one."),
        new(Schools, "Keep our coach at one school, not three.", 16, 12),
        new(Schools, "Tell new principals what a coach is, and is not, before August.", 12, 8),
        new(Districts, "Sit with each principal and coach once a quarter. Read the plan together, aloud.", 10, 4),
        new(Schools, "One walkthrough form, agreed with us. Right now there are two.", 9, 13, "We can show a draft at the December meeting."),
    ];

    private static readonly ImmutableArray<(string Section, string Text)> Waiting =
    [
        (Schools, "Mr. D at our school walks in with a clipboard and calls it coaching."),
        (Districts, "Pay for the second year of training, not just the first."),
    ];

    /// <summary>The agenda, and what the room has done so far; it begins at the clock's time.</summary>
    public async Task HoldAsync(DateOnly today, CancellationToken cancellation)
    {
        await PlanAsync(today, cancellation);
        for (var i = 0; i < People; i++) await DoAsync(Phone(i), cancellation, new ParticipantJoined(""));
        await LeadAsync(cancellation, new ActivityBegun(Wall));
        string? place = null;
        foreach (var (shared, i) in Cards.Select((shared, i) => (shared, i)))
        {
            clock.Now += Between;
            await DoAsync(Phone(i), cancellation, new CardPosted(Wall, $"c{i}", shared.Section, place = CardOrder.Between(place, null), new(shared.Text)));
            for (var other = 0; other < shared.Agree; other++) await DoAsync(Phone((i + other) % People), cancellation, new Reacted(Wall, $"c{i}", "agree", true));
            for (var other = 0; other < shared.More; other++) await DoAsync(Phone((i + other + 5) % People), cancellation, new Reacted(Wall, $"c{i}", "more", true));
            if (shared.Comment is { } comment) await DoAsync(Phone((i + 9) % People), cancellation, new CardCommented(Wall, $"c{i}", $"k{i}", comment));
        }
        await LeadAsync(cancellation, new CardPinned(Wall, "c13", true), new WallSet(Wall, WallSettings.Usual with { Moderation = Moderation.Before }));
        foreach (var (waiting, i) in Waiting.Select((waiting, i) => (waiting, i)))
        {
            clock.Now += Between;
            await DoAsync(Phone(i), cancellation, new CardPosted(Wall, $"w{i}", waiting.Section, place = CardOrder.Between(place, null), new(waiting.Text)));
        }
    }

    private Task PlanAsync(DateOnly today, CancellationToken cancellation) => LeadAsync(
        cancellation,
        [new WorkshopFounded("Region 3: systems for coaching", [today, today.AddDays(28)]),
        new CoFacilitatorNamed(co),
        new NormsSet(["Focus: we are present, and keep to the schedule", "Candor: we are candid about our experiences and opinions", "Balance of voice: everyone gets a chance to weigh in", "Comfort with discomfort: we persevere where learning challenges us"]),
        new LanguageSet([new("System", "Process for how something is done; an organized framework or method."), new("Sustainability", "Developing relationships, practices and processes that become a lasting way of work.")]),
        new ActivityAdded("outcomes", ActivityKind.Page, "Intended outcomes", 0, 5),
        new PageWritten("outcomes", "Today we will\n- reflect on whether our systems for coaching move our schools toward the intended outcomes\n- decide whether we need to implement or refine them\n- choose an area of focus that leverages our system for coaching"),
        new ActivityAdded(Wall, ActivityKind.Wall, "How do we strengthen the system for coaching, together?", 0, 12),
        new SectionSet(Wall, Schools, "Schools", "How could your district support you?", "i"),
        new SectionSet(Wall, Districts, "Districts", "How can you support your schools?", "r"),
        new ActivityAdded("consensus", ActivityKind.Rating, "Come to consensus", 0, 7),
        .. ActivityTemplate.Rating(BuiltInRatings.Consensus, "consensus"),
        new ActivityAdded("focus", ActivityKind.Protocol, "Our area of focus", 0, 30),
        .. ProtocolTemplate.Of("area-of-focus-coaching", "focus"),
        new ActivityAdded("exit", ActivityKind.Wall, "Exit survey", 1, 5),
        .. ActivityTemplate.ExitSurvey("exit", ActivityTemplate.SessionOutcomes)]);

    private static Person Phone(int i) => Person.Of($"pdemo{i}", Role.Participant);

    private Task LeadAsync(CancellationToken cancellation, params SpaceOp[] ops) => DoAsync(Person.Of(facilitator, Role.Coach), cancellation, ops);

    private async Task DoAsync(Person person, CancellationToken cancellation, params SpaceOp[] ops)
    {
        foreach (var op in ops)
        {
            if ((await door.DoAsync(space, person, op, cancellation)).Refusal is { } refusal) throw new InvalidOperationException($"{op.GetType().Name}: {refusal.Code}");
        }
    }

    /// <param name="Agree">How many see it, too.</param>
    /// <param name="More">How many want to hear more.</param>
    private sealed record Shared(string Section, string Text, int Agree, int More, string? Comment = null);
}
