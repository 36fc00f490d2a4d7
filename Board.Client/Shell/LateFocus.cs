using Microsoft.AspNetCore.Components;

namespace Board.Client.Shell;

/// <summary>
/// Moves the focus once the page shows what it is to go to: into a form that opens, or back to where it was opened when it
/// closes. Without this, keyboards and screen readers would start again at the top.
/// </summary>
public sealed class LateFocus
{
    private Func<ElementReference>? _to;

    /// <param name="element">Asked for after the rendering, when it is there.</param>
    public void On(Func<ElementReference> element) => _to = element;

    /// <summary>To be called after each rendering.</summary>
    public async Task MoveAsync()
    {
        if (_to is not { } to) return;
        _to = null;
        if (to() is { Context: not null } element) await element.FocusAsync();
    }
}
