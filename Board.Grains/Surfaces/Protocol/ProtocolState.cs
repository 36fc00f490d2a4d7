using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Board.Spaces;
using Board.Surfaces.Rating;

namespace Board.Surfaces.Protocol;

/// <summary>A way to talk that has phases, each with its minutes. What is written and rated in it stands on the wall and the rating beside it.</summary>
public sealed record ProtocolState : SurfaceState
{
    public static ProtocolState Empty { get; } = new();

    [JsonPropertyOrder(-1)]
    public string Type { get; } = "protocol";

    public string Name { get; init; } = "";

    /// <summary>Where it is described; empty for one's own.</summary>
    public string Source { get; init; } = "";

    /// <summary>In their order.</summary>
    public ImmutableArray<Phase> Phases { get; init; } = [];

    /// <summary>Id of the phase that the room is in; null before the first one and after the last one.</summary>
    public string? Current { get; init; }

    /// <summary>The next phase begins when the time of one is over.</summary>
    public bool RunsByItself { get; init; }

    public Phase? Phase(string id) => Phases.FirstOrDefault(phase => phase.Id == id);

    /// <summary>The phase after the current one; before the first, the first; null after the last.</summary>
    public Phase? Next()
    {
        var at = Current is { } current && Phase(current) is { } now ? Phases.IndexOf(now) + 1 : 0;
        return at < Phases.Length ? Phases[at] : null;
    }
}

/// <param name="Seconds">How long; 0 for no timer.</param>
/// <param name="Do">What everybody does.</param>
/// <param name="Screen">What the large screen is for in the meantime.</param>
/// <param name="Hidden">Nobody sees what others write, until a phase in which they do. On a wall with dots: how many dots there are.</param>
/// <param name="Writes">Who may write on the wall.</param>
public sealed record Phase(string Id, string Name, int Seconds, string Do, string Screen, PhaseGround On, bool Hidden, PhaseWriters Writes, PhaseTiming Timing)
{
    /// <summary>Id of the section of the wall that it is written in; several phases may share one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Section { get; init; }

    /// <summary>What the room is asked to do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Signal? Signal { get; init; }

    /// <summary>What the statement at hand is brought to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RatingStage? RatingStage { get; init; }

    [JsonIgnore]
    public bool Rates => On == PhaseGround.Rating || RatingStage is not null;
}

/// <summary>What a phase is done on.</summary>
public enum PhaseGround
{
    Talk,
    Wall,
    Rating,
}

public enum PhaseWriters
{
    Everyone,
    Leaders,
    Nobody,
}

/// <summary>Where the minutes of a phase come from.</summary>
public enum PhaseTiming
{
    /// <summary>They stand in a published description of the protocol.</summary>
    Published,
    Proposed,

    /// <summary>It is done between meetings.</summary>
    Async,
}
