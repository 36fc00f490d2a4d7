using System.Collections.Immutable;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>What one person alone is told when they begin to look at a room, since the frames that everybody gets do not say it (SPEC.md, WALL6).</summary>
/// <param name="Name">What they are called; empty for none.</param>
/// <param name="Walls">What is theirs, by wall; those of which nothing is theirs are left out.</param>
/// <param name="Ratings">How they voted, by rating; those in which they have no voice are left out.</param>
public sealed record WorkshopOwn(
    string Name, ParticipantStanding Standing, ImmutableSortedDictionary<string, OwnOnWall> Walls, ImmutableSortedDictionary<string, OwnInRating> Ratings)
{
    /// <summary>Null for whoever does not take part.</summary>
    public static WorkshopOwn? Of(WorkshopState state, Person person)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(person);
        if (!state.People.Participants.TryGetValue(person.Id, out var participant) || participant.Standing == ParticipantStanding.Removed) return null;
        var walls = ImmutableSortedDictionary.CreateBuilder<string, OwnOnWall>();
        var ratings = ImmutableSortedDictionary.CreateBuilder<string, OwnInRating>();
        if (participant.Standing == ParticipantStanding.In)
        {
            foreach (var (id, wall) in state.Walls)
            {
                if (WallViews.OwnOf(wall, person.Id) is var own && !(own.Cards.IsEmpty && own.Comments.IsEmpty && own.Reactions.IsEmpty)) walls.Add(id, own);
            }
            foreach (var (id, rating) in state.Ratings)
            {
                if (RatingViews.OwnOf(rating, person.Id) is { Voice: >= 0 } own) ratings.Add(id, own);
            }
        }
        return new WorkshopOwn(participant.Name, participant.Standing, walls.ToImmutable(), ratings.ToImmutable());
    }
}
