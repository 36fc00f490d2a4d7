using Board.Spaces.Workshop;
using Board.Surfaces.Wall;

namespace Board.Client.Spaces.Workshop;

/// <summary>How pages speak of activities.</summary>
internal static class ActivityWords
{
    public static string Icon(ActivityKind kind) => kind switch
    {
        ActivityKind.Wall => "wall",
        ActivityKind.Rating => "dots",
        ActivityKind.Page => "page",
        _ => "steps",
    };

    /// <summary>What it is and where it stands, such as "Wall, 31 cards".</summary>
    public static string Of(Activity activity, WorkshopState workshop) => activity.Kind switch
    {
        ActivityKind.Wall => $"Wall, {Cards(workshop.Walls.GetValueOrDefault(activity.Id, WallState.Empty))}",
        ActivityKind.Rating => $"Rating, {Count(workshop.Ratings[activity.Id].InOrder().Count(), "statement")}",
        ActivityKind.Page => "Page to read",
        _ => $"Protocol, {Count(workshop.Protocols[activity.Id].Phases.Length, "phase")}",
    } + (activity.Id == workshop.Current ? ", now" : activity.Begun ? ", begun" : "");

    public static string Cards(WallState wall) => Count(wall.Cards.Values.Count(card => !card.Withdrawn), "card");

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
