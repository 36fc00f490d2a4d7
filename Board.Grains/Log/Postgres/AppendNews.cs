using System.Globalization;
using Board.Spaces;
using Npgsql;

namespace Board.Log.Postgres;

/// <summary>
/// The one connection of this server that listens to what others append. When it is lost another one is opened, and everybody is told
/// that something may have been missed meanwhile.
/// </summary>
/// <param name="database">Where the connections come from.</param>
/// <param name="own">Which log this is; its own news is no news.</param>
internal sealed class AppendNews(PostgresDatabase database, string own) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private IAppendObserver[] _observers = [];
    private Task _listening = Task.CompletedTask;
    private bool _begun;
    private volatile bool _hearing;

    /// <summary>The news of a deletion; appends give the head in its place.</summary>
    public static string Deletion(SpaceId space) => $"{space} gone";

    public IDisposable Subscribe(IAppendObserver observer)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, typeof(PostgresSpaceLog));
            _observers = [.. _observers, observer];
            if (!_begun) _listening = Task.Run(ListenAsync);
            _begun = true;
        }
        if (_hearing) observer.Missed();
        return new Subscription(this, observer);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_stop.IsCancellationRequested) return;
            _stop.Cancel();
        }
        await _listening;
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.ListenAsync(_stop.Token);
                connection.Notification += (_, news) => Hear(news.Payload);
                await using (var listen = new NpgsqlCommand($"LISTEN {LogCommit.Channel}", connection)) await listen.ExecuteNonQueryAsync(_stop.Token);
                _hearing = true;
                foreach (var observer in _observers) observer.Missed();
                while (true) await connection.WaitAsync(_stop.Token);
            }
            catch (Exception lost) when (PostgresFailure.IsOne(lost) || lost is OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                _hearing = false;
                // There is nothing to wait on before it answers again.
                await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Hear(string news)
    {
        var parts = news.Split(' ');
        if (parts.Length < 2 || !SpaceId.TryParse(parts[0], out var space)) return;
        if (parts[1] == "gone")
        {
            foreach (var observer in _observers) observer.Deleted(space);
        }
        else if (parts is [_, var head, var from] && from != own && long.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out var end))
        {
            foreach (var observer in _observers) observer.Appended(space, end);
        }
    }

    private void Remove(IAppendObserver observer)
    {
        lock (_lock) _observers = [.. _observers.Where(other => other != observer)];
    }

    private sealed class Subscription(AppendNews news, IAppendObserver observer) : IDisposable
    {
        public void Dispose() => news.Remove(observer);
    }
}
