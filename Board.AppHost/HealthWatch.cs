namespace Board.AppHost;

/// <summary>Asks a server how it is and says so when that changes.</summary>
internal sealed class HealthWatch(Screen screen, HttpMessageHandler? handler = null) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http = new(handler ?? new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(3) };

    /// <summary>Watches until cancelled. A server that has not been ready yet is starting, which is no news.</summary>
    /// <param name="whenReady">Called when it is ready for the first time.</param>
    public async Task WatchAsync(string name, Uri address, Action whenReady, CancellationToken stop)
    {
        bool? ready = null;
        try
        {
            while (true)
            {
                var wrong = await AskAsync(new Uri(address, "/health/ready"), stop);
                if (wrong is null && ready != true)
                {
                    screen.Say(name, $"is ready at {address}");
                    if (ready is null) whenReady();
                    ready = true;
                }
                else if (wrong is not null && ready == true)
                {
                    screen.Say(name, $"is not ready: {wrong}");
                    ready = false;
                }
                await Task.Delay(Interval, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Null if it is ready, or what is wrong.</summary>
    private async Task<string?> AskAsync(Uri address, CancellationToken stop)
    {
        try
        {
            using var answer = await _http.GetAsync(address, stop);
            return answer.IsSuccessStatusCode ? null : $"it answers {(int)answer.StatusCode}";
        }
        catch (HttpRequestException)
        {
            return "it does not answer";
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return "it does not answer in time";
        }
    }

    public void Dispose() => _http.Dispose();
}
