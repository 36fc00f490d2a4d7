using System.Text.Json;
using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;

namespace Board.Tests.Engines;

/// <summary>Short words for what the contract does all the time.</summary>
public abstract partial class SpaceEngineContract
{
    private protected static readonly SpaceId Cycle = new("cycle", "c1");
    private protected static readonly Person Coach = Person.Of("maribel", Role.Coach);
    private protected static readonly Person Teacher = Person.Of("adaeze", Role.Teacher);
    private protected static readonly Person Guest = Person.Of("jun");

    /// <summary>Three entries: a cycle with a visit and a guest.</summary>
    private async Task OpenCycleAsync()
    {
        await DoAsync(_servers.One, new CycleOpened(Coach.Id, Teacher.Id, "Fractions"));
        await DoAsync(_servers.One, new VisitAdded("v1", "Fractions", "Room 4B", null));
        await DoAsync(_servers.One, new GuestAdmitted(Guest.Id, GuestRole.Observer));
        await SeenAsync(_servers.Other, 3);
    }

    private static NotesEdit Edit(string text) => new("v1", ChangeSet.Replace(0, 0, 0, text));

    private static async Task DoAsync(ISpaceEngine engine, SpaceOp op) =>
        Assert.Null((await engine.SubmitAsync(Cycle, new Submission(Coach, SessionId.NewOneOff(), 0, 1, [op])).Soon()).Refusal);

    private static Task<Answer> EditAsync(ISpaceEngine engine, Person person, string session, long at, int number, params ChangeSet[] changes) =>
        engine.SubmitAsync(Cycle, new Submission(person, session, at, number, [.. changes.Select(c => new NotesEdit("v1", c))])).Soon();

    /// <summary>Waits until a server knows of an entry.</summary>
    private protected static async Task SeenAsync(ISpaceEngine engine, long sequence)
    {
        using var lease = await engine.OpenAsync(Cycle);
        await lease.Feed.ChangedAsync(sequence - 1).Soon();
    }

    private static async Task<string> TextAsync(ISpaceEngine engine)
    {
        using var lease = await engine.OpenAsync(Cycle);
        return ((CycleState)lease.Feed.Committed.State).Notes["v1"].Text.ToString();
    }

    private static string Told(Entry entry) => JsonSerializer.Serialize(entry, SpaceJson.Options);

    private static async Task<Reader> ReadAsync(ISpaceEngine engine, Person person, long? at, bool keep = false)
    {
        var reader = new Reader(await engine.OpenAsync(Cycle), person, at, keep);
        Assert.IsType<LiveFrame.Welcome>(await reader.NextAsync());
        return reader;
    }

    /// <summary>Somebody who reads the notes as the hub does for a browser.</summary>
    private sealed class Reader : IAsyncDisposable
    {
        private readonly SpaceLease _lease;
        private readonly IAsyncEnumerator<Frame> _frames;

        public Reader(SpaceLease lease, Person person, long? at, bool keep)
        {
            _lease = lease;
            var (reader, _) = lease.Feed.Open(person, Session, "v1", at, keep, (_, committed) => Tokens.Welcome(Session, committed.Sequence));
            _frames = reader!.GetAsyncEnumerator();
        }

        public string Session { get; } = SessionId.New();

        public SpaceFeed Feed => _lease.Feed;

        /// <summary>The next frame, but for those that say who is there.</summary>
        public async Task<LiveFrame> NextAsync()
        {
            while (true)
            {
                Assert.True(await _frames.MoveNextAsync().AsTask().Soon());
                if (LiveFrame.Parse(_frames.Current.Utf8) is var frame and not LiveFrame.Other) return frame;
            }
        }

        public async Task<List<Entry>> EntriesAsync(int count)
        {
            var entries = new List<Entry>();
            while (entries.Count < count) entries.AddRange(Assert.IsType<LiveFrame.Ops>(await NextAsync()).Entries);
            return entries;
        }

        public async Task<bool> HasEndedAsync() => !await _frames.MoveNextAsync().AsTask().Soon();

        public async ValueTask DisposeAsync()
        {
            await _frames.DisposeAsync();
            _lease.Dispose();
        }
    }
}
