using System.Globalization;
using Board.Surfaces.Protocol;

namespace Board.Client.Surfaces.Protocol;

/// <summary>How pages speak of the phases of a protocol.</summary>
internal static class PhaseWords
{
    /// <summary>How long, such as "4 min" or "30 s"; null where a phase has no timer.</summary>
    public static string? Length(Phase phase) => phase.Seconds switch
    {
        0 => phase.Timing == PhaseTiming.Async ? "between meetings" : null,
        < 60 and var seconds => $"{seconds} s",
        var seconds => $"{(seconds / 60.0).ToString("0.#", CultureInfo.InvariantCulture)} min",
    };

    public static string Of(PhaseGround ground) => ground switch
    {
        PhaseGround.Wall => "On the wall",
        PhaseGround.Rating => "A vote",
        _ => "Talk",
    };

    public static string Of(PhaseWriters writers) => writers switch
    {
        PhaseWriters.Everyone => "Everybody writes",
        PhaseWriters.Leaders => "Those who lead write",
        _ => "Nobody writes",
    };

    /// <summary>What happens in it besides what people do, in a line.</summary>
    public static string Rules(Phase phase) => string.Join(", ", new[]
    {
        Of(phase.On),
        phase.On == PhaseGround.Wall ? Of(phase.Writes).ToLowerInvariant() : null,
        phase is { On: PhaseGround.Wall, Hidden: true } ? "hidden until later" : null,
        phase.Timing switch { PhaseTiming.Published => "minutes as published", PhaseTiming.Async => null, _ => "minutes are a proposal" },
    }.Where(part => part is not null));

    /// <summary>All of it together, in minutes.</summary>
    public static string Sum(ProtocolState protocol) => $"{Math.Ceiling(protocol.Phases.Sum(phase => phase.Seconds) / 60.0).ToString(CultureInfo.InvariantCulture)} min";
}
