using System.Collections.Immutable;
using Board.Surfaces.Wall;

namespace Board.Client.Surfaces.Wall;

/// <summary>The pictures of reactions, and those that a wall can be given.</summary>
public static class ReactionLook
{
    /// <summary>Kinds to choose from, under the names that they have until a facilitator says otherwise.</summary>
    public static ImmutableArray<ReactionKind> Known { get; } =
        [.. WallSettings.Usual.Reactions, new("star", "Let’s try this"), new("idea", "A new thought"), new("ask", "I have a question")];

    public static ReactionKind Dot { get; } = new(ReactionKind.Dot, "Dot");

    /// <summary>A name of <see cref="Shell.Icon"/>.</summary>
    public static string Icon(string kind) => kind switch
    {
        "agree" => "heart",
        "more" => "hand",
        "idea" => "bulb",
        "ask" => "question",
        ReactionKind.Dot => "dots",
        _ => "star",
    };

    /// <summary>The heart is red where one has given it; the others are pencil.</summary>
    public static bool IsWarm(string kind) => kind == "agree";
}
