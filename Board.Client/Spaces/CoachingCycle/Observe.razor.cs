using System.Collections.Immutable;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Board.Surfaces.Notes;
using Microsoft.AspNetCore.Components;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>The shared notes of one lesson, with what belongs around them.</summary>
public sealed partial class Observe
{
    private const string StatusId = "note-status";

    /// <summary>More people than this are a number.</summary>
    private const int MaxAvatars = 4;

    private ImmutableArray<string> _here = [];
    private LessonTools _tools = LessonTools.None;
    private Shows? _shown;
    private Shows? _rendered;

    /// <summary>The visit's id, from the address.</summary>
    [Parameter]
    public string VisitId { get; set; } = "";

    private bool MayWrite => State!.Members.MayWriteOn(Me!.Person.Id, VisitId);

    private List<Face> HereNow => [.. Room.Faces.Where(face => _here.Contains(face.Person)).OrderBy(face => face.Person != Me!.Person.Id)];

    private IEnumerable<Visit> Others => State!.Visits.Where(visit => !visit.Removed && visit.Id != VisitId).Reverse();

    /// <summary>Who sees the notes besides those who are in it, for the two whose they are.</summary>
    private string? Readers => !IsPartner ? null
        : State!.Members.Shared.GetValueOrDefault(VisitId) is { What: Sharing.WholeNote } shared
            ? $"{Me!.District.People.GetValueOrDefault(shared.With)?.Name ?? "Somebody"} reads these notes, too"
            : "Nobody else sees these notes";

    private string Where(Visit visit) =>
        string.Join(" · ", new[] { Room.Of(State!.Members.Teacher).Name, VisitWords.Line(visit) }.Where(part => part.Length > 0));

    /// <summary>
    /// A key that somebody presses in the notes is a change of the cycle, too. It is none of this page's business: the notes have their own
    /// stream, and what is around them is rendered anew only when that is what changed.
    /// </summary>
    protected override async Task OnStateAsync()
    {
        var shows = Shows.Of(State!, VisitId, Me!.District, _here);
        if (shows.IsLike(_shown)) return;
        await base.OnStateAsync();
        _tools = LessonTools.From(State!, Me!.District, Room.Of(State!.Members.Teacher).FirstName);
        _shown = shows;
    }

    protected override bool ShouldRender()
    {
        var shows = State is null ? null : Shows.Of(State, VisitId, Me!.District, _here);
        if (shows is not null && shows.IsLike(_rendered)) return false;
        _rendered = shows;
        return true;
    }

    protected override async Task WatchAsync()
    {
        await foreach (var here in Door.HereAsync(Space!.Value, Me!.Person, Gone))
        {
            await InvokeAsync(() =>
            {
                _here = here;
                StateHasChanged();
            });
        }
    }

    /// <summary>What the page shows of a cycle: all but the words of its notes.</summary>
    private sealed record Shows(
        CycleMembers Members, ImmutableArray<Visit> Visits, string Goal, CyclePlan Plan, ImmutableArray<Photo> Photos, LessonClock Clock, DistrictState District,
        ImmutableArray<string> Here, ImmutableArray<string> Authors)
    {
        public static Shows Of(CycleState cycle, string visit, DistrictState district, ImmutableArray<string> here) => new(
            cycle.Members, cycle.Visits, cycle.Goal, cycle.Plan, cycle.PhotosOf(visit), cycle.Notes.GetValueOrDefault(visit, NotesState.Empty).Clock, district, here,
            [.. cycle.Notes.Values.SelectMany(notes => notes.Authors.People).Distinct().Order(StringComparer.Ordinal)]);

        /// <summary>The same things, by reference: what a view makes anew for each look is rendered once more, which does no harm.</summary>
        public bool IsLike(Shows? other) => other is not null && ReferenceEquals(Members, other.Members) && Visits == other.Visits && Goal == other.Goal
            && ReferenceEquals(Plan, other.Plan) && Photos == other.Photos && ReferenceEquals(Clock, other.Clock)
            && ReferenceEquals(District, other.District) && Here.SequenceEqual(other.Here) && Authors.SequenceEqual(other.Authors);
    }
}
