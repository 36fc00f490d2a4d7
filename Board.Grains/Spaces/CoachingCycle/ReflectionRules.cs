using System.Collections.Immutable;
using System.Diagnostics;

namespace Board.Spaces.CoachingCycle;

/// <summary>The rules of the conversation after a visit: it is the partners', and each rewords only what they said themselves.</summary>
internal static class ReflectionRules
{
    public const int MaxPrompts = 12;
    public const int MaxReplies = 300;
    public const int MaxParts = 6;

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<PromptsChosen>("prompts-chosen"),
        OpType.Of<ReplyWritten>("reply-written"),
        OpType.Of<MethodChosen>("method-chosen"),
        OpType.Of<PartWritten>("part-written"),
    ];

    public static Refusal? Policy(CycleState state, string person) =>
        state.Members.IsPartner(person) ? null : Refusals.NotAllowed("the coach or the teacher");

    public static Outcome Apply(CycleState state, ReflectionOp op, OpContext context)
    {
        if (state.Visit(op.Visit) is null) return Refusals.NotThere("This lesson");
        var reflection = state.Reflection(op.Visit);
        var refusal = op switch
        {
            PromptsChosen chosen => Choose(ref reflection, chosen),
            ReplyWritten reply => Reply(ref reflection, reply, context),
            MethodChosen chosen => Choose(ref reflection, chosen),
            PartWritten part => Write(ref reflection, part),
            _ => throw new UnreachableException(),
        };
        return refusal is not null ? refusal : state with { Reflections = state.Reflections.SetItem(op.Visit, reflection) };
    }

    public static SpaceOp? Inverse(CycleState before, ReflectionOp op)
    {
        var was = before.Reflection(op.Visit);
        return op switch
        {
            PromptsChosen => new PromptsChosen(op.Visit, was.Prompts),
            ReplyWritten reply => new ReplyWritten(op.Visit, reply.Id, reply.Prompt, was.Replies.FirstOrDefault(other => other.Id == reply.Id)?.Text ?? ""),
            MethodChosen => new MethodChosen(op.Visit, was.Method.Name, was.Method.Parts),
            PartWritten part => new PartWritten(op.Visit, part.Part, was.Part(part.Part), part.Text),
            _ => null,
        };
    }

    private static Refusal? Choose(ref Reflection reflection, PromptsChosen chosen)
    {
        if (chosen.Prompts.IsDefault || chosen.Prompts.Length is < 1 or > MaxPrompts) return new("too-many", $"Choose one to {MaxPrompts} questions. Nothing was changed.");
        foreach (var prompt in chosen.Prompts)
        {
            if (prompt is null) return Refusals.UnknownOp;
            if ((Words.Id(prompt.Id) ?? Words.Remark(prompt.Text, "A question")) is { } refusal) return refusal;
        }
        reflection = reflection with { Prompts = [.. chosen.Prompts.DistinctBy(prompt => prompt.Id)] };
        return null;
    }

    private static Refusal? Choose(ref Reflection reflection, MethodChosen chosen)
    {
        if (Words.Name(chosen.Name, "The method's name") is { } unnamed) return unnamed;
        if (chosen.Parts.IsDefault || chosen.Parts.Length is < 2 or > MaxParts) return new("too-many", $"A method has two to {MaxParts} parts. Nothing was changed.");
        foreach (var part in chosen.Parts)
        {
            if (part is null) return Refusals.UnknownOp;
            if ((Words.Name(part.Title, "A part") ?? Words.Text(part.Question, "Its question")) is { } refusal) return refusal;
        }
        reflection = reflection with { Method = new(chosen.Name, chosen.Parts) };
        return null;
    }

    private static Refusal? Reply(ref Reflection reflection, ReplyWritten op, OpContext context)
    {
        if ((Words.Id(op.Id) ?? Words.Id(op.Prompt) ?? Words.Text(op.Text, "A reply")) is { } refusal) return refusal;
        var known = reflection.Replies.FirstOrDefault(reply => reply.Id == op.Id);
        if (known is not null && known.By != context.Person.Id) return Refusals.NotAllowed("the one who said it");
        if (string.IsNullOrWhiteSpace(op.Text))
        {
            if (known is not null) reflection = reflection with { Replies = reflection.Replies.Remove(known) };
            return null;
        }
        if (known is not null) reflection = reflection with { Replies = reflection.Replies.Replace(known, known with { Text = op.Text }) };
        else if (reflection.Replies.Length >= MaxReplies) return new("too-many", $"A conversation holds {MaxReplies} replies. Your words are still in the field; copy them.");
        else reflection = reflection with { Replies = reflection.Replies.Add(new(op.Id, op.Prompt, context.Person.Id, context.Milliseconds, op.Text)) };
        return null;
    }

    private static Refusal? Write(ref Reflection reflection, PartWritten op)
    {
        if (op.Part < 0 || op.Part >= reflection.Method.Parts.Length) return Refusals.NotThere("This part");
        if (Words.Text(op.Text, "This part") is { } refusal) return refusal;
        if (op.Instead != reflection.Part(op.Part)) return Refusals.ChangedMeanwhile("This part");
        var parts = reflection.Parts;
        while (parts.Length <= op.Part) parts = parts.Add("");
        reflection = reflection with { Parts = parts.SetItem(op.Part, op.Text) };
        return null;
    }
}
