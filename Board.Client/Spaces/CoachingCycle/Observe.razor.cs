using System.Collections.Immutable;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Microsoft.AspNetCore.Components;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>The shared notes of one lesson, with what belongs around them.</summary>
public sealed partial class Observe
{
    private const string StatusId = "note-status";

    /// <summary>More people than this are a number.</summary>
    private const int MaxAvatars = 4;

    private ImmutableArray<string> _here = [];

    /// <summary>The visit's id, from the address.</summary>
    [Parameter]
    public string VisitId { get; set; } = "";

    private bool MayWrite => State!.Members.MayWriteOn(Me!.Person.Id, VisitId);

    private List<Face> HereNow => [.. Room.Faces.Where(face => _here.Contains(face.Person)).OrderBy(face => face.Person != Me!.Person.Id)];

    private IEnumerable<Visit> Others => State!.Visits.Where(visit => !visit.Removed && visit.Id != VisitId).Reverse();

    private string Where(Visit visit) =>
        string.Join(" · ", new[] { Room.Of(State!.Members.Teacher).Name, VisitWords.Line(visit) }.Where(part => part.Length > 0));

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
}
