using System.Collections.Concurrent;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Convergence;

/// <summary>
/// A server as its clients know it: the real engine and grain behind a small hub that issues sessions, opens streams and
/// takes submissions, as Board.Server/Live does. It can be restarted, killed, and told to drop the space from memory.
/// </summary>
internal sealed class SimulatedServer(ISpaceLog store, TimeProvider time, Tokens tokens, Parts parts) : IAsyncDisposable
{
    private readonly List<HubStream> _streams = [];
    private EmbeddedEngine _engine = null!;
    private ISpaceEngine _front = null!;

    /// <summary>Counts the restarts: what was sent to an earlier run never arrives.</summary>
    public int Run { get; private set; }

    public FaultyLog Log { get; private set; } = null!;

    /// <summary>The highest number that a session was told to be durable. The answers to a burst come at once.</summary>
    public ConcurrentDictionary<string, int> Accepted { get; } = [];

    public IReadOnlyList<HubStream> Streams => _streams;

    public void Start()
    {
        Run++;
        Log = new FaultyLog(store, parts.Failed);
        _engine = new EmbeddedEngine(Log, time, NullLogger<EmbeddedEngine>.Instance);
        _front = parts.Front(_engine, Log);
    }

    /// <summary>Ends the engine, in peace or by a kill, and with it every connection.</summary>
    public async Task StopAsync(bool kill)
    {
        if (kill)
        {
            Log.Kill();
            parts.Killed();
        }
        await _engine.DisposeAsync().AsTask().Soon();
        foreach (var stream in _streams.ToArray()) await CloseAsync(stream);
    }

    public async ValueTask DisposeAsync() => await StopAsync(kill: true);

    public async Task DeactivateAsync()
    {
        await _engine.DeactivateAsync(World.Cycle).Soon();
        await SettleAsync();
    }

    public async Task<HubStream> WatchAsync(Line line, int number, WatchRequest request)
    {
        var lease = await OpenAsync();
        var stream = new HubStream(line, number, lease);
        _streams.Add(stream);
        if (lease is null)
        {
            stream.OnlySays(Frame.Closed(Unavailable));
            return stream;
        }
        var session = request.Token is null ? tokens.Issue(line.Person) : tokens.SessionOf(request.Token, line.Person);
        if (session is null)
        {
            stream.OnlySays(Frame.Closed(new Refusal("unknown-session", "The page has to begin anew.")));
            return stream;
        }
        line.Welcomed.Add(session);
        var (reader, refusal) = lease.Feed.Open(
            parts.Seer(line.Person), session, World.Surface, request.At, request.Keep, (_, committed) => Tokens.Welcome(session, committed.Sequence));
        if (reader is null) stream.OnlySays(Frame.Closed(refusal!));
        else stream.Reads(reader);
        // A reader that is ahead makes the grain look at the log; the answer to a repeat comes after that.
        if (request.At > lease.Feed.Committed.Sequence) await DoAsync(World.Setup[0], "setup1");
        return stream;
    }

    /// <summary>Hands a submission to the grain; a refusal goes to the session's streams.</summary>
    public async Task<Answer> SubmitAsync(Line line, Handed handed)
    {
        ConvergenceFailure.Unless(line.Welcomed.Contains(handed.Session), "A submission names a session that was not welcomed on its connection.");
        var answer = await AnswerAsync(_front, new Submission(line.Person, handed.Session, handed.At, handed.Number, handed.Ops));
        if (answer.Refusal is { } refusal)
        {
            foreach (var stream in _streams.Where(stream => stream.Session == handed.Session))
                stream.Reader!.Tell(Frame.Refused(handed.Session, handed.Number, refusal));
        }
        else
        {
            var last = handed.Number + handed.Ops.Length - 1;
            Accepted.AddOrUpdate(handed.Session, last, (_, before) => Math.Max(before, last));
        }
        return answer;
    }

    /// <summary>Something of the setup, by whoever may do it: what the coach would like to count the teacher agrees to.</summary>
    public Task<Answer> DoAsync(SpaceOp op, string session) =>
        AnswerAsync(_engine, new Submission(op is CounterAgreed ? World.Teacher : World.Coach, session, 0, 1, [op])).Soon();

    public async Task<SpaceState> StateAsync()
    {
        using var lease = await _engine.OpenAsync(World.Cycle).AsTask().Soon();
        return lease.Feed.Committed.State;
    }

    /// <summary>Waits until every reader that has something to get has got it, so that the next step finds the same in every run.</summary>
    public async Task SettleAsync()
    {
        foreach (var stream in _streams) await stream.SettleAsync();
    }

    public async Task CloseAsync(HubStream stream)
    {
        if (_streams.Remove(stream)) await stream.DisposeAsync();
    }

    private static readonly Refusal Unavailable = new("unavailable", "The server can't read this page at the moment.", Retry: true);

    private static async Task<Answer> AnswerAsync(ISpaceEngine engine, Submission submission)
    {
        try
        {
            return await engine.SubmitAsync(World.Cycle, submission);
        }
        catch (Exception failed) when (failed is LogDamagedException or LogUnavailableException)
        {
            return Unavailable; // the space could not be brought to life
        }
    }

    private async Task<SpaceLease?> OpenAsync()
    {
        try
        {
            return await _engine.OpenAsync(World.Cycle).AsTask().Soon();
        }
        catch (Exception failed) when (failed is LogDamagedException or LogUnavailableException)
        {
            return null;
        }
    }
}
