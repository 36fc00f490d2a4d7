using Board.Surfaces.Wall;
using Microsoft.AspNetCore.Components;

namespace Board.Client.Surfaces.Wall;

public sealed partial class WallCard : IDisposable
{
    private CardLook? _rendered;
    private ElementReference _dots;
    private bool _changed;
    private bool _open;
    private bool _threadOpen;
    private bool _backToDots;

    [Parameter, EditorRequired]
    public required Card Card { get; set; }

    [Parameter, EditorRequired]
    public required WallStage Stage { get; set; }

    private string When => Stage.Writer(Card.By, Card.Name) is { } writer ? $"{writer}, {Stage.Age(Card.At)}" : Stage.Age(Card.At);

    protected override bool ShouldRender()
    {
        var look = CardLook.Of(Card, Stage);
        // An open menu shows what the wall has besides this card: its sections and groups.
        if (!_changed && !_open && look.IsLike(_rendered)) return false;
        (_rendered, _changed) = (look, false);
        return true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) _rendered = CardLook.Of(Card, Stage);
        if (!_backToDots) return;
        _backToDots = false;
        await _dots.FocusAsync(preventScroll: true);
    }

    public void Dispose() => Stage.Hold(this, false);

    private Task<bool> ReactAsync(string kind, bool on) => Stage.DoAsync(new Reacted(Stage.Surface, Card.Id, kind, on), on ? "Your reaction is on the card." : "Your reaction is off the card.");

    private void ToggleThread() => (_threadOpen, _changed) = (!_threadOpen, true);

    private void ToggleMenu()
    {
        if (_open) CloseMenu();
        else
        {
            (_open, _changed) = (true, true);
            Stage.Hold(this, true);
        }
    }

    private void CloseMenu()
    {
        (_open, _changed, _backToDots) = (false, true, true);
        Stage.Hold(this, false);
        StateHasChanged();
    }
}
