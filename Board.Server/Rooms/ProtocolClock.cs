using System.Collections.Concurrent;
using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Log;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Protocol;

namespace Board.Server.Rooms;

/// <summary>
/// Begins the next phase of a protocol that runs by itself when the time of one is over, in the facilitator's name (SPEC.md, PROT6). It
/// watches a room only while that is at its protocol and the timer runs. Where several servers do, they do the same, which changes nothing.
/// </summary>
internal sealed class ProtocolClock(SpaceDoor door, TimeProvider time) : IRoomClock, IAsyncDisposable
{
    private readonly ConcurrentDictionary<SpaceId, Room> _rooms = [];
    private readonly CancellationTokenSource _end = new();

    public void Look(SpaceId workshop)
    {
        var room = new Room();
        while (!_end.IsCancellationRequested)
        {
            var there = _rooms.GetOrAdd(workshop, room);
            if (ReferenceEquals(there, room))
            {
                room.Running = RunAsync(workshop, room);
                return;
            }
            if (there.Look()) return;
            _rooms.TryRemove(KeyValuePair.Create(workshop, there));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_rooms.Values.Select(room => room.Running));
        _end.Dispose();
    }

    private async Task RunAsync(SpaceId workshop, Room room)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                var news = room.News;
                var state = await door.ReadAsync<WorkshopState>(workshop, _end.Token);
                if (EndOf(state) is not { } end)
                {
                    if (room.Leave(news)) break;
                    continue;
                }
                var wait = end - time.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    // Not a delay beside the news: one would stay behind for each phone that comes meanwhile.
                    await news.WaitAsync(wait, time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    _end.Token.ThrowIfCancellationRequested();
                    continue;
                }
                var (activity, protocol) = (state.Current!, state.Protocols[state.Current!]);
                var answer = await door.DoAsync(workshop, Person.Of(state.People.Facilitator), new PhaseBegun(activity, protocol.Next()?.Id), _end.Token);
                if (answer.Refusal is not null && room.Leave(news)) break; // somebody changed it meanwhile, and looks again
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The server ends; the room goes on when somebody comes back to it.
        }
        catch (Exception failure) when (failure is LogUnavailableException or LogDamagedException)
        {
            // Nobody can do anything in this room just now; whoever comes back to it begins this anew.
        }
        finally
        {
            room.Leave();
            _rooms.TryRemove(KeyValuePair.Create(workshop, room));
        }
    }

    /// <summary>When the phase that runs is over by itself; null where none does.</summary>
    private static DateTimeOffset? EndOf(WorkshopState state) =>
        state is { Ended: false, Current: { } current, Timer: { IsPaused: false } timer } && state.Protocols.TryGetValue(current, out var protocol)
            && protocol is { RunsByItself: true, Current: not null }
            ? DateTimeOffset.FromUnixTimeMilliseconds(timer.EndsAt)
            : null;

    /// <summary>One room, and whether it is worth another look.</summary>
    private sealed class Room
    {
        private readonly Lock _lock = new();
        private bool _left;
        private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Running { get; set; } = Task.CompletedTask;

        public Task News
        {
            get
            {
                lock (_lock)
                {
                    if (_news.Task.IsCompleted) _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    return _news.Task;
                }
            }
        }

        /// <summary>False when nobody looks here any more.</summary>
        public bool Look()
        {
            lock (_lock)
            {
                if (_left) return false;
                _news.TrySetResult();
                return true;
            }
        }

        /// <summary>False when there was news since.</summary>
        public bool Leave(Task news)
        {
            lock (_lock) return _left = !news.IsCompleted;
        }

        public void Leave()
        {
            lock (_lock) _left = true;
        }
    }
}
