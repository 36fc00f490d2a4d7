using System.Collections.Immutable;
using Board.Spaces;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Surfaces.Protocol;

/// <summary>
/// Protocols that come with Board. Names and minutes of phases are those of the descriptions they are taken from; each phase says whether its
/// minutes were published there or are our proposal.
/// </summary>
public static partial class BuiltInProtocols
{
    public static ImmutableArray<BuiltInProtocol> All { get; } =
    [
        FistToFive, DotVote, NoticeWonder, GalleryWalk, Tuning, UsedToThink, ConsensusGradients, StopAndJot, ThinkPairShare,
        DataDrivenDialogue, RoseBudThorn, Pdsa, FiveWhys, CoachingFocus, InstructionalFocus, FourCharacteristics,
    ];

    public static BuiltInProtocol? Of(string id) => All.FirstOrDefault(protocol => protocol.Id == id);

    private static ImmutableArray<Phase> Phases(params ReadOnlySpan<Phase> phases)
    {
        var numbered = ImmutableArray.CreateBuilder<Phase>();
        foreach (var phase in phases) numbered.Add(phase with { Id = $"p{numbered.Count + 1}" });
        return numbered.ToImmutable();
    }

    private static ImmutableArray<WallSection> Sections(params ReadOnlySpan<(string Id, string Title, string Prompt)> sections)
    {
        var placed = ImmutableArray.CreateBuilder<WallSection>();
        foreach (var (id, title, prompt) in sections) placed.Add(new(id, title, prompt, CardOrder.Between(placed.LastOrDefault()?.Order, null)));
        return placed.ToImmutable();
    }

    /// <summary>With these of the sections for everybody alone.</summary>
    private static ImmutableArray<WallSection> ForOneself(ImmutableArray<WallSection> sections, params ReadOnlySpan<string> alone)
    {
        var ids = alone.ToArray();
        return [.. sections.Select(section => section with { Private = ids.Contains(section.Id) })];
    }

    /// <summary>Everybody writes, for all to see.</summary>
    private static Phase Write(string name, int seconds, PhaseTiming timing, string section, string todo, string screen, Signal signal = Signal.GroupTask) =>
        new("", name, seconds, todo, screen, PhaseGround.Wall, false, PhaseWriters.Everyone, timing) { Section = section, Signal = signal };

    /// <summary>Everybody writes, and nobody sees what others write until a later phase.</summary>
    private static Phase WriteHidden(string name, int seconds, PhaseTiming timing, string? section, string todo, string screen, Signal signal = Signal.StopAndJot) =>
        new("", name, seconds, todo, screen, PhaseGround.Wall, true, PhaseWriters.Everyone, timing) { Section = section, Signal = signal };

    /// <summary>Those who lead tend the wall.</summary>
    private static Phase Tend(string name, int seconds, PhaseTiming timing, string? section, string todo, string screen, Signal signal = Signal.GroupTask) =>
        new("", name, seconds, todo, screen, PhaseGround.Wall, false, PhaseWriters.Leaders, timing) { Section = section, Signal = signal };

    private static Phase Talk(string name, int seconds, PhaseTiming timing, string todo, string screen, Signal signal = Signal.WholeGroupShareOut) =>
        new("", name, seconds, todo, screen, PhaseGround.Talk, false, PhaseWriters.Nobody, timing) { Signal = signal };

    private static Phase Rate(string name, int seconds, PhaseTiming timing, RatingStage stage, string todo, string screen, Signal signal) =>
        new("", name, seconds, todo, screen, PhaseGround.Rating, false, PhaseWriters.Nobody, timing) { RatingStage = stage, Signal = signal };
}

/// <summary>A protocol as it comes with Board.</summary>
/// <param name="LeastMinutes">How long it takes, as its sources say.</param>
/// <param name="Source">Where it is described.</param>
/// <param name="Sections">Of its wall.</param>
public sealed record BuiltInProtocol(
    string Id, string Name, int LeastMinutes, int MostMinutes, string Source, ImmutableArray<Phase> Phases, ImmutableArray<WallSection> Sections)
{
    /// <summary>How many dots everybody has; 0 for none.</summary>
    public int Dots { get; init; }

    /// <summary>Id of one of <see cref="BuiltInRatings"/>; null where nothing is rated.</summary>
    public string? Rating { get; init; }
}
