using System.Text.Json.Serialization;

namespace Board.Spaces.CoachingCycle;

/// <summary>What will be practised, and how far it has come.</summary>
/// <param name="ProposedBy">The person's id.</param>
/// <param name="At">When it was proposed, in milliseconds since 1970 UTC.</param>
/// <param name="Why">The teacher's words to her answer; may be empty.</param>
public sealed record ActionStep(string Id, string? Visit, StepWords Words, string ProposedBy, long At, StepState State, string Why, bool Removed = false)
{
    /// <summary>She had accepted it in other words, which a coach has changed since; she has not answered yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WasAgreed { get; init; }

    /// <summary>Whether the teacher has accepted it: only then it is a step.</summary>
    [JsonIgnore]
    public bool IsAgreed => State >= StepState.Accepted;

    /// <summary>Whether only the teacher lets go of it. A coach does not get around that by changing its words.</summary>
    [JsonIgnore]
    public bool IsTeachers => IsAgreed || WasAgreed;
}
