using System.Text.Json;
using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Server.Rooms;
using Board.Spaces;
using Board.Spaces.District;
using Board.Surfaces.Notes;
using Microsoft.AspNetCore.SignalR;

namespace Board.Server.Live;

/// <summary>
/// The door for browsers: watch a space, submit ops, point at a place. Thin: it knows who is there and how much they may ask;
/// the grain decides everything else. The wire is described in PROTOCOL.md.
/// </summary>
public sealed partial class LiveHub(
    ISpaceEngine engine, SpaceDoor door, SessionTokens tokens, RoomDevices devices, WorkshopDesk rooms, IRoomClock clock, LiveLimits limits, LiveStreams streams, TimeProvider time, ILogger<LiveHub> logger) : Hub
{
    public override Task OnConnectedAsync()
    {
        Context.Items[typeof(LiveStreams)] = streams.Begin();
        Context.Items[typeof(RoomDevices)] = Context.GetHttpContext() is { } http ? devices.KeyOf(http) : null;
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(typeof(LiveStreams), out var counted)) ((IDisposable)counted!).Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Looks at a space from a cursor on. The stream's frames are those of PROTOCOL.md.</summary>
    public async Task<IAsyncEnumerable<Frame>> Watch(WatchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!SpaceId.TryParse(request.Space, out var space) || SpaceKinds.Of(space) is null) return Single(ClosedDoor);
        if (await PersonAsync(request.Seat, space) is not { } person) return Single(ClosedDoor);
        if (streams.Farewell is { } farewell) return Single(farewell);
        var (session, token) = request.Token is { } old ? (tokens.Read(old, space, person.Id), old) : tokens.Issue(space, person.Id);
        if (session is null) return Single(UnknownSession);
        if (limits.Watch(person) is not { } place) return Single(TooManyTabs);
        try
        {
            return await OpenAsync(request, space, person, session, token, place);
        }
        catch (Exception failed)
        {
            place.Dispose();
            if (failed is not (LogDamagedException or LogUnavailableException)) throw;
            SpaceUnreadable(logger, space, failed);
            return Single(Unreadable);
        }
    }

    /// <summary>Does something. A refusal also goes to the session's stream, since most clients send without waiting.</summary>
    public async Task<SubmitResult> Submit(SubmitRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Sessions.TryGetValue(request.Session, out var watching)) return new SubmitResult(0, UnknownSession);
        using var underWay = streams.Begin();
        var answer = await SubmitAsync(request, watching);
        if (answer.Refusal is { } refusal)
        {
            SpaceTelemetry.Refused(watching.Space.Kind, refusal);
            watching.Reader.Refuse(request.Number, refusal);
        }
        return new SubmitResult(answer.Sequence, answer.Refusal);
    }

    /// <summary>Says where somebody's cursor is. Never logged, and gone with the connection.</summary>
    public void Point(PointRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Sessions.TryGetValue(request.Session, out var watching) || request is { Anchor: < 0 } or { Head: < 0 } or { Surface.Length: > SpaceId.MaxKeyLength }) return;
        if (watching.Reader.Audience.Quiet) return; // nobody is told where anybody is
        watching.Feed.Point(new Cursor(request.Session, watching.Reader.Person.Id, request.Surface ?? watching.Reader.Surface, request.Anchor, request.Head, request.At));
    }

    /// <summary>Raises a hand in a room, or says that one is ready. Others see how many do; those who lead see who.</summary>
    public void Raise(RaiseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Sessions.TryGetValue(request.Session, out var watching) || !IsCounted(watching.Reader.Person, watching.Reader.Audience)) return;
        watching.Feed.Point(new Cursor(request.Session, watching.Reader.Person.Id, Hand: request.Hand, Ready: request.Ready));
    }

    private async Task<Answer> SubmitAsync(SubmitRequest request, Watching watching)
    {
        if (request.Size > limits.Settings.SubmissionBytes) return TooLarge;
        if (request.IsMalformed) return Malformed;
        // What a page does with its buttons goes through the page's own part of the server, which checks what comes with it: a photo has a file.
        if (request.Ops.Any(op => op is not (null or SurfaceOp))) return NotOfASurface;
        if (await StillAsync(watching.Reader.Person) is not { } person) return ClosedDoor;
        if (!limits.MaySubmit(person)) return TooFast;
        try
        {
            return await engine.SubmitAsync(watching.Space, new Submission(person, request.Session, request.At, request.Number, request.Ops));
        }
        catch (Exception failed) when (failed is LogDamagedException or LogUnavailableException)
        {
            SpaceUnreadable(logger, watching.Space, failed);
            return Unreadable;
        }
    }

    private async Task<IAsyncEnumerable<Frame>> OpenAsync(
        WatchRequest request, SpaceId space, Person person, string session, string token, IDisposable place)
    {
        var lease = await engine.OpenAsync(space, Context.ConnectionAborted);
        var (reader, closed) = lease.Feed.Open(
            person, session, request.Surface, request.At, request.Keep, (audience, committed) => Welcome(session, token, space, person, audience, committed));
        if (reader is null)
        {
            lease.Dispose();
            place.Dispose();
            return Single(closed!);
        }
        if (space.Kind == RoomDevices.Rooms) clock.Look(space);
        var watching = new Watching(space, lease.Feed, reader);
        Sessions[session] = watching;
        SpaceTelemetry.WatcherCame();
        var kept = streams.Add(reader);
        reader.OnEnd(() =>
        {
            Sessions.TryRemove(KeyValuePair.Create(session, watching));
            SpaceTelemetry.WatcherLeft();
            kept.Dispose();
            lease.Dispose();
            place.Dispose();
        });
        if (!reader.Audience.Quiet || IsCounted(person, reader.Audience)) lease.Feed.Point(new Cursor(session, person.Id, request.Surface));
        return reader;
    }

    private Frame Welcome(string session, string token, SpaceId space, Person person, Audience audience, Committed committed) => Frame.Of(writer =>
    {
        writer.WriteString("type"u8, "welcome"u8);
        writer.WriteString("session"u8, session);
        writer.WriteString("token"u8, token);
        writer.WriteString("person"u8, person.Id);
        writer.WriteBoolean("mayWrite"u8, audience.MayWrite);
        writer.WriteNumber("head"u8, committed.Sequence);
        writer.WriteNumber("time"u8, time.GetUtcNow().ToUnixTimeMilliseconds());
        writer.WriteStartObject("limits"u8);
        writer.WriteNumber("text"u8, NotesSurface.EditorLimit);
        writer.WriteNumber("submission"u8, limits.Settings.SubmissionBytes);
        writer.WriteEndObject();
        if (SpaceKinds.Of(space)?.OwnOf(committed.State, person) is not { } own) return;
        writer.WritePropertyName("own"u8);
        JsonSerializer.Serialize(writer, own, own.GetType(), SpaceJson.Options);
    });

    /// <summary>Whoever takes part in a room and has been let in is counted; a screen is not.</summary>
    private static bool IsCounted(Person person, Audience audience) => audience is { Quiet: true, MayWrite: true } && person.Is(Role.Participant);

    /// <summary>As whom they look; null where nobody is signed in, or the device has no key of ours.</summary>
    private async ValueTask<Person?> PersonAsync(Seat seat, SpaceId space) => (seat, Context.Items[typeof(RoomDevices)]) switch
    {
        (Seat.Participant, string key) when space.Kind == RoomDevices.Rooms && await rooms.IsListedAsync(space) => RoomDevices.ParticipantOf(key, space),
        (Seat.Screen, string key) when space.Kind == RoomDevices.Rooms && await rooms.IsListedAsync(space) => RoomDevices.ScreenOf(key, space),
        (Seat.Account, _) when Context.UserIdentifier is { } id => (await door.ReadAsync<DistrictState>(DistrictSpace.Id)).Person(id),
        _ => null,
    };

    /// <summary>The same person as policies know them now. What a device is follows from its key and does not change.</summary>
    private async ValueTask<Person?> StillAsync(Person person) =>
        person.Is(Role.Participant) || person.Is(Role.Viewer) ? person : (await door.ReadAsync<DistrictState>(DistrictSpace.Id)).Person(person.Id);

    private Watched Sessions => Context.Items.TryGetValue(typeof(Watched), out var known) ? (Watched)known! : AddSessions();

    private Watched AddSessions()
    {
        lock (Context.Items)
        {
            if (Context.Items.TryGetValue(typeof(Watched), out var known)) return (Watched)known!;
            var sessions = new Watched();
            Context.Items[typeof(Watched)] = sessions;
            return sessions;
        }
    }

    private static IAsyncEnumerable<Frame> Single(Refusal why) => Single(Frame.Closed(why));

    private static async IAsyncEnumerable<Frame> Single(Frame last)
    {
        await Task.CompletedTask;
        yield return last;
    }

    private sealed record Watching(SpaceId Space, SpaceFeed Feed, FeedReader Reader);

    /// <summary>The sessions that were welcomed on this connection.</summary>
    private sealed class Watched() : System.Collections.Concurrent.ConcurrentDictionary<string, Watching>(1, 2);

    private static readonly Refusal ClosedDoor = new("closed-door", "This page is not here, or it isn't shared with you.");

    private static readonly Refusal UnknownSession = new(
        "unknown-session", "The server does not know this page any more. Your words are kept on this device; reload the page.");

    private static readonly Refusal TooManyTabs = new(
        "too-many-tabs", "Board is open in too many tabs of yours. Close some of them, then reload this one.");

    private static readonly Refusal Malformed = new(
        "malformed", "The page sent something that the server does not understand. Nothing was changed; reload the page.");

    private static readonly Refusal NotOfASurface = new(
        "not-of-a-surface", "This can't be done from the notes. Nothing was changed; reload the page.");

    private static readonly Refusal TooLarge = new(
        "too-large", "This is too much at once. Nothing is lost: it is kept on this device; paste it in smaller parts.");

    private static readonly Refusal TooFast = new(
        "too-fast", "That was very much at once. Your words are kept on this device and will be sent in a moment.", Retry: true);

    private static readonly Refusal Unreadable = new(
        "unreadable", "The server can't read a part of this page. Your words are kept on this device; please tell your administrator.", Retry: true);

    [LoggerMessage(3001, LogLevel.Error, "{Space} can't be read; nobody is shown anything of it.")]
    private static partial void SpaceUnreadable(ILogger logger, SpaceId space, Exception failure);
}
