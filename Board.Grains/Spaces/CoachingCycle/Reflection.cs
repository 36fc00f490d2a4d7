using System.Collections.Immutable;

namespace Board.Spaces.CoachingCycle;

/// <summary>What the two said to each other after a visit.</summary>
public sealed record Reflection
{
    public static Reflection None { get; } = new();

    public ImmutableArray<ReflectionPrompt> Prompts { get; init; } = [ReflectionPrompts.BuiltIn[0]];

    /// <summary>In the order in which they were begun.</summary>
    public ImmutableArray<Reply> Replies { get; init; } = [];

    public FeedbackMethod Method { get; init; } = FeedbackMethods.SeeNameDo;

    /// <summary>The words in each part of the method; as many as it has parts, or fewer.</summary>
    public ImmutableArray<string> Parts { get; init; } = [];

    public string Part(int index) => index < Parts.Length ? Parts[index] : "";
}

/// <param name="Prompt">Id of the prompt that it answers.</param>
/// <param name="By">The person's id.</param>
/// <param name="At">When it was begun, in milliseconds since 1970 UTC.</param>
public sealed record Reply(string Id, string Prompt, string By, long At, string Text);

/// <summary>The shape of a talk about a lesson.</summary>
public sealed record FeedbackMethod(string Name, ImmutableArray<MethodPart> Parts);

public static class FeedbackMethods
{
    /// <summary>Paul Bambrick-Santoyo, Get Better Faster (Jossey-Bass, 2016).</summary>
    public static FeedbackMethod SeeNameDo { get; } = new("See it, name it, do it",
        [new("See It", "What did we notice?"), new("Name It", "What is the practice?"), new("Do It", "How will we practice?")]);

    public static FeedbackMethod NoticeWonderNext { get; } = new("Notice, wonder, next",
        [new("Notice", "What did we see and hear?"), new("Wonder", "What might it mean?"), new("Next", "What will we try?")]);

    public static FeedbackMethod Grow { get; } = new("GROW",
        [new("Goal", "What do we want for the students?"), new("Reality", "Where are they now?"), new("Options", "What could we try?"), new("Way forward", "What will we do?")]);

    public static ImmutableArray<FeedbackMethod> All { get; } = [SeeNameDo, NoticeWonderNext, Grow];
}

/// <summary>Questions that come with the product.</summary>
public static class ReflectionPrompts
{
    public static ImmutableArray<ReflectionPrompt> BuiltIn { get; } =
    [
        new("thinking", "When did students’ thinking change, and what had just happened?"),
        new("evidence", "What evidence of it is there in the students’ work?"),
        new("effect", "How would you describe the effect on their thinking?"),
        new("context", "Where else have you used it, or could you?"),
        new("surprise", "What surprised us?"),
        new("again", "What would you like more of next time?"),
    ];
}
