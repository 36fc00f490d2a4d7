using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces.CoachingCycle;

/// <summary>The conversation after a visit.</summary>
public abstract record ReflectionOp([property: JsonPropertyOrder(-1)] string Visit) : CycleOp;

/// <summary>Which questions the two talk about.</summary>
/// <param name="Prompts">At most twelve.</param>
public sealed record PromptsChosen(string Visit, ImmutableArray<ReflectionPrompt> Prompts) : ReflectionOp(Visit);

/// <param name="Id">Of a built-in prompt, or drawn by whoever wrote it.</param>
public sealed record ReflectionPrompt(string Id, string Text);

/// <summary>Somebody says something to a prompt, or rewords what they said. Empty words take it back.</summary>
/// <param name="Prompt">Id of the prompt.</param>
public sealed record ReplyWritten(string Visit, string Id, string Prompt, string Text) : ReflectionOp(Visit);

/// <summary>The shape of the talk, such as See It, Name It, Do It.</summary>
/// <param name="Name">Of the method.</param>
/// <param name="Parts">Two to six.</param>
public sealed record MethodChosen(string Visit, string Name, ImmutableArray<MethodPart> Parts) : ReflectionOp(Visit);

/// <param name="Question">What it asks, such as "What did we notice?".</param>
public sealed record MethodPart(string Title, string Question);

/// <summary>The words in one part of the method; of both, so the last who wrote is not asked.</summary>
/// <param name="Part">Counted from 0.</param>
/// <param name="Instead">What the writer saw there before; where somebody else wrote meanwhile it is refused, and nothing is lost.</param>
public sealed record PartWritten(string Visit, int Part, string Text, string Instead) : ReflectionOp(Visit);
