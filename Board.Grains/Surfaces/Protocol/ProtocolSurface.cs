using System.Collections.Immutable;
using System.Diagnostics;
using Board.Spaces;

namespace Board.Surfaces.Protocol;

/// <summary>What happens to a protocol.</summary>
public abstract record ProtocolOp(string Surface) : SurfaceOp(Surface);

/// <summary>Its phases, also while it runs: the phase that the room is in stays, by its id.</summary>
public sealed record ProtocolSet(string Surface, string Name, string Source, ImmutableArray<Phase> Phases, bool RunsByItself) : ProtocolOp(Surface);

/// <summary>The room turns to a phase: what may be written, what is hidden, the vote, the signal and the timer go with it.</summary>
/// <param name="Phase">Null: the protocol is over.</param>
public sealed record PhaseBegun(string Surface, string? Phase) : ProtocolOp(Surface);

/// <summary>What a live page is told instead. It is nobody's to do, and on the server it changes nothing.</summary>
public sealed record ProtocolTold(string Surface, ProtocolState Protocol) : ProtocolOp(Surface);

/// <summary>The rules of a protocol by itself (SPEC.md, PROT1, PROT2); what a phase does to the room around it is the room's.</summary>
public static class ProtocolSurface
{
    public const int MaxPhases = 30;
    public const int MaxSeconds = 24 * 60 * 60;
    public const int MaxWords = 500;

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<ProtocolSet>("protocol-set"),
        OpType.Of<PhaseBegun>("phase-begun"),
        OpType.Of<ProtocolTold>("protocol-told"),
    ];

    /// <summary>May this person do this now? Null means yes.</summary>
    public static Refusal? Policy(ProtocolOp op, bool leads) => op is ProtocolTold ? Refusals.UnknownOp : leads ? null : Refusals.NotAllowed("a facilitator");

    /// <summary>Does it; a refusal changes nothing.</summary>
    public static Refusal? Apply(ProtocolState protocol, ProtocolOp op, out ProtocolState changed)
    {
        changed = protocol;
        switch (op)
        {
            case ProtocolSet set:
                if (Check(set) is { } refusal) return refusal;
                changed = protocol with
                {
                    Name = set.Name,
                    Source = set.Source,
                    Phases = set.Phases.SequenceEqual(protocol.Phases) ? protocol.Phases : set.Phases,
                    RunsByItself = set.RunsByItself,
                    Current = set.Phases.Any(phase => phase.Id == protocol.Current) ? protocol.Current : null,
                };
                break;
            case PhaseBegun begun:
                if (begun.Phase is { } id && protocol.Phase(id) is null) return Refusals.NotThere("This phase");
                changed = protocol with { Current = begun.Phase };
                break;
            case ProtocolTold:
                break; // said to pages, done by nobody
            default:
                throw new UnreachableException();
        }
        if (changed == protocol) changed = protocol;
        return null;
    }

    /// <summary>What would take it back, in the same person's name; null where nothing can.</summary>
    public static ProtocolOp? Inverse(ProtocolState before, ProtocolOp op) => op switch
    {
        ProtocolSet => new ProtocolSet(op.Surface, before.Name, before.Source, before.Phases, before.RunsByItself),
        // The room goes back to the phase; what it has seen it has seen, and the time begins anew.
        PhaseBegun => new PhaseBegun(op.Surface, before.Current),
        _ => null,
    };

    private static Refusal? Check(ProtocolSet set)
    {
        if (set.Phases.IsDefault || set.Phases.Any(phase => phase is null) || set.Phases.DistinctBy(phase => phase.Id).Count() != set.Phases.Length) return Refusals.UnknownOp;
        if (set.Phases.Length > MaxPhases) return new("too-many", $"A protocol has {MaxPhases} phases at most. Nothing was changed.");
        if (set.Name.Length > 0 && Words.Name(set.Name, "A protocol") is { } unnamed) return unnamed;
        if (Words.Text(set.Source, "Where a protocol comes from", MaxWords) is { } refused) return refused;
        foreach (var phase in set.Phases)
        {
            if ((Words.Id(phase.Id) ?? Words.Name(phase.Name, "A phase") ?? Words.Text(phase.Do, "What people do in a phase", MaxWords)
                ?? Words.Text(phase.Screen, "What the screen shows in a phase", MaxWords) ?? (phase.Section is { } section ? Words.Id(section) : null)) is { } refusal) return refusal;
            if (phase.Seconds is < 0 or > MaxSeconds) return new("out-of-range", "A phase takes between no time and a day. Nothing was changed.");
            if (!Enum.IsDefined(phase.On) || !Enum.IsDefined(phase.Writes) || !Enum.IsDefined(phase.Timing)) return Refusals.UnknownOp;
        }
        return null;
    }
}
