using Microsoft.JSInterop;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>The words that this tab keeps until they are saved (<c>drafts.ts</c>).</summary>
public sealed class Drafts(IJSObjectReference module, string begin) : IAsyncDisposable
{
    /// <param name="Instead">What stood there when the writing began.</param>
    public sealed record Draft(string Key, string Text, string Instead);

    /// <summary>A field's key.</summary>
    public string Key(string field) => $"{begin}|{field}";

    public ValueTask<Draft[]> KeptAsync() => module.InvokeAsync<Draft[]>("kept", $"{begin}|");

    /// <summary>Those words are saved. With null, whatever stands there is of no use any more.</summary>
    public async Task ForgetAsync(string field, string? text)
    {
        try
        {
            await module.InvokeVoidAsync("forget", Key(field), text);
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone or away; a draft that is saved already is harmless when it comes back.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The tab took it with it.
        }
    }
}
