using Board.Client.Shell;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>The two partners look back at one lesson.</summary>
public sealed partial class Reflect(IJSRuntime js, TimeProvider time)
{
    private LessonTimeline _lesson = default!;
    private LookForLabels _labels = default!;
    private NotesColumn? _notes;
    private Drafts? _drafts;
    private IReadOnlyList<Drafts.Draft> _kept = [];
    private long? _at;
    private bool _replaying;
    private (NotesState Notes, object Photos, CyclePlan Plan) _drawn;

    /// <summary>The visit's id, from the address.</summary>
    [Parameter]
    public string VisitId { get; set; } = "";

    private NotesState Notes => State!.Notes[VisitId];

    private string Privacy => State!.Members.Shared.GetValueOrDefault(VisitId) is { } shared
        ? $"{(shared.What == Sharing.Themes ? "Themes" : "Whole note")} shared with {NameOf(shared.With)}"
        : $"Only {Room.Of(State.Members.Teacher).FirstName} and {Room.Of(State.Members.Coach).FirstName}";

    protected override async Task OnStateAsync()
    {
        await base.OnStateAsync();
        if (State!.Visit(VisitId) is null || !IsPartner) return;
        _labels = LookForLabels.Of(State, Me!.District);
        var now = (Notes, State.Photos, State.Plan);
        // A reply that is being written changes nothing of the drawing.
        if (ReferenceEquals(_drawn.Notes, now.Notes) && ReferenceEquals(_drawn.Photos, now.Photos) && ReferenceEquals(_drawn.Plan, now.Plan)) return;
        _drawn = now;
        _lesson = LessonTimeline.Of(State, VisitId, time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || State?.Visit(VisitId) is null || !IsPartner) return;
        try
        {
            var module = await js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["_content/Board.Client/js/reflect.js"]}");
            var drafts = new Drafts(module, $"{Me!.Person.Id}|{VisitId}");
            _kept = await drafts.KeptAsync();
            _drafts = drafts;
            StateHasChanged();
        }
        catch (JSException)
        {
            // The browser could not load it, as when the network has just gone: fields save as ever, but a lost tab loses the last words.
        }
    }

    private string NameOf(string person) => Me!.District.People.GetValueOrDefault(person)?.Name ?? "Somebody";

    private void Look(Stop stop, bool go)
    {
        _at = stop.Lesson;
        if (stop.Line is { } line) _notes?.Show(line, stop.Code, go);
    }

    private void ToggleReplay()
    {
        if (_replaying) LeaveReplay();
        else _replaying = true;
    }

    private void LeaveReplay()
    {
        // The hand was the replay's.
        (_replaying, _at) = (false, null);
        StateHasChanged();
    }

    private async Task<Refusal?> DoQuietlyAsync(SpaceOp op)
    {
        var answer = await Desk.DoAsync(Space!.Value, Me!.Person, op, CancellationToken.None);
        if (answer.Refusal is { } refusal && refusal.Code != "changed-meanwhile" && !Gone.IsCancellationRequested) Toast?.Say(refusal.Message);
        return answer.Refusal;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_drafts is not null) await _drafts.DisposeAsync();
    }
}
