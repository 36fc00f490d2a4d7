using Board.Client.Spaces.CoachingCycle;
using Board.Spaces;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Board.Client.Surfaces.Notes;

/// <summary>
/// Mounts the note editor (<c>notes.entry.ts</c>). What is typed goes from there to the live hub, never through this circuit;
/// only the people's names and colours are told from here.
/// </summary>
public sealed partial class NotesEditor(IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private static readonly int[] Widths = [92, 70, 96, 58, 80, 74];

    /// <summary>The elements of the page that the lesson fills, by their ids.</summary>
    private static readonly object Places = new
    {
        clock = "lesson-clock",
        bar = "lesson-bar",
        lookFors = "lesson-look-fors",
        tally = "lesson-tally",
        finish = "lesson-finish",
    };

    private ElementReference _host;
    private IJSObjectReference? _module;
    private IJSObjectReference? _handle;
    private IReadOnlyCollection<Face>? _told;
    private LessonTools? _offered;
    private bool _mounted;
    private bool _failed;

    [Parameter, EditorRequired]
    public required SpaceId Space { get; set; }

    [Parameter, EditorRequired]
    public required string Surface { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyCollection<Face> People { get; set; }

    /// <summary>The id of the one who looks.</summary>
    [Parameter, EditorRequired]
    public required string Me { get; set; }

    /// <summary>The id of the element that says "All saved" or "n unsent".</summary>
    [Parameter, EditorRequired]
    public required string StatusId { get; set; }

    /// <summary>What a screen reader calls the text.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The look-fors and counters of the lesson.</summary>
    [Parameter, EditorRequired]
    public required LessonTools Tools { get; set; }

    [Parameter]
    public bool IsPartner { get; set; }

    [Parameter]
    public bool IsTeacher { get; set; }

    /// <summary>The address of the conversation about the lesson.</summary>
    [Parameter, EditorRequired]
    public required string Reflect { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            (_told, _offered) = (People, Tools);
            try
            {
                await MountAsync();
                _mounted = true;
            }
            catch (JSException)
            {
                // The browser could not load the editor; the network may have gone at this very moment.
                _failed = true;
            }
            StateHasChanged();
        }
        else if (_handle is not null)
        {
            await TellAsync(_handle);
        }
    }

    private async Task TellAsync(IJSObjectReference editor)
    {
        if (!ReferenceEquals(_told, People))
        {
            _told = People;
            await editor.InvokeVoidAsync("setPeople", People);
        }
        if (_offered is null || !Tools.IsLike(_offered))
        {
            _offered = Tools;
            await editor.InvokeVoidAsync("setTools", new { lookFors = Tools.LookFors, counters = Tools.Counters });
        }
    }

    private async Task MountAsync()
    {
        _module = await js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["_content/Board.Client/js/notes.js"]}");
        _handle = await _module.InvokeAsync<IJSObjectReference>(
            "mount",
            new
            {
                host = _host,
                space = Space.ToString(),
                surface = Surface,
                person = Me,
                people = People,
                statusId = StatusId,
                label = Label,
                lookFors = Tools.LookFors,
                counters = Tools.Counters,
                isPartner = IsPartner,
                isTeacher = IsTeacher,
                reflect = Reflect,
                places = Places,
            });
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_handle is not null) await _handle.InvokeVoidAsync("dispose");
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the editor with it.
        }
    }
}
