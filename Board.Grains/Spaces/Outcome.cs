using System.Diagnostics.CodeAnalysis;

namespace Board.Spaces;

/// <summary>
/// Why an op was not done, in words for the person who tried. A refusal is normal (two people delete the same card);
/// an exception means a bug or a failing disk.
/// </summary>
/// <param name="Code">Kebab case, for programs and telemetry; listed in SPEC.md.</param>
/// <param name="Message">What happened, what is safe, what to do. Never contains what people wrote.</param>
/// <param name="Retry">True when the same submission may succeed later, as with a full disk.</param>
public sealed record Refusal(string Code, string Message, bool Retry = false);

/// <summary>A new state, or the reason why there is none.</summary>
public readonly struct Outcome
{
    private Outcome(SpaceState? state, Refusal? refusal) => (State, Refusal) = (state, refusal);

    public SpaceState? State { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(State))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Accepted => Refusal is null;

    public static implicit operator Outcome(SpaceState state) => new(state, null);

    public static implicit operator Outcome(Refusal refusal) => new(null, refusal);
}
