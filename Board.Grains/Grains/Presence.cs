using System.Collections.Immutable;
using System.Text.Json;

namespace Board.Grains;

/// <summary>Where somebody is in a space. Never logged; gone with the connection.</summary>
/// <param name="Session">The session that looks.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Surface">The surface they are on, if one.</param>
/// <param name="Anchor">The fixed end of their selection, in UTF-16 units of the text after entry <paramref name="At"/>; null without a cursor.</param>
/// <param name="Head">The moving end.</param>
/// <param name="At">The sequence that the positions belong to.</param>
/// <param name="Hand">They raise a hand.</param>
/// <param name="Ready">They are ready to go on.</param>
public sealed record Cursor(string Session, string Person, string? Surface = null, int? Anchor = null, int? Head = null, long At = 0, bool Hand = false, bool Ready = false);

/// <summary>How many are in a room.</summary>
/// <param name="People">Each once, however many devices and tabs they have open.</param>
/// <param name="Hands">Ids of those who raise a hand, the first one first.</param>
/// <param name="Ready">How many are ready to go on.</param>
public sealed record Attendance(int People, ImmutableArray<string> Hands, int Ready)
{
    public static Attendance None { get; } = new(0, [], 0);
}

/// <summary>
/// Who is in a space, and what changed since a version. Changes become visible to readers when <see cref="Release"/> is
/// called, at most ten times a second, so that a moving cursor costs each reader one frame and not fifty.
/// </summary>
internal sealed class Presence
{
    private const int KeptDepartures = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Cursor Cursor, long Version)> _here = [];
    private readonly Dictionary<string, Dictionary<string, Cursor>> _elsewhere = [];
    private readonly Queue<(string Session, long Version)> _gone = new();
    private Attendance _attendance = Attendance.None;
    private Frame? _count;
    private long _counted;
    private long _version;
    private long _forgotten;

    /// <summary>Readers who have seen this version have seen everything that is released.</summary>
    public long Released { get; private set; }

    /// <summary>True when there is something to release.</summary>
    public bool Set(Cursor cursor)
    {
        lock (_lock)
        {
            if (_here.TryGetValue(cursor.Session, out var known) && known.Cursor == cursor) return false;
            _here[cursor.Session] = (cursor, ++_version);
            return true;
        }
    }

    /// <summary>A session is not here any more; it may have gone on to another server.</summary>
    public bool Remove(string session)
    {
        lock (_lock)
        {
            if (_elsewhere.Values.FirstOrDefault(server => server.ContainsKey(session)) is { } server) return Set(server[session]);
            if (!_here.Remove(session)) return false;
            _gone.Enqueue((session, ++_version));
            while (_gone.Count > KeptDepartures) _forgotten = _gone.Dequeue().Version;
            return true;
        }
    }

    /// <summary>Takes over who is on another server, in place of what it said before. What is known here of its own counts more.</summary>
    /// <param name="server">The other server.</param>
    /// <param name="cursors">Everybody there.</param>
    /// <param name="isHere">Whether a session is on this server.</param>
    public bool Elsewhere(string server, IReadOnlyList<Cursor> cursors, Func<string, bool> isHere)
    {
        lock (_lock)
        {
            var before = _elsewhere.GetValueOrDefault(server, []);
            var now = cursors.ToDictionary(cursor => cursor.Session);
            if (now.Count > 0) _elsewhere[server] = now;
            else _elsewhere.Remove(server);
            var changed = false;
            foreach (var cursor in now.Values) changed |= !isHere(cursor.Session) && Set(cursor);
            foreach (var session in before.Keys) changed |= !now.ContainsKey(session) && !isHere(session) && Remove(session);
            return changed;
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            Released = _version;
            var now = Count();
            if (now.People == _attendance.People && now.Ready == _attendance.Ready && now.Hands.SequenceEqual(_attendance.Hands)) return;
            (_attendance, _counted, _count) = (now, _version, null);
        }
    }

    public Attendance Attendance
    {
        get
        {
            lock (_lock) return _attendance;
        }
    }

    /// <summary>How many are here, if that changed after a version.</summary>
    public Frame? CountSince(ref long seen)
    {
        lock (_lock)
        {
            var from = seen;
            seen = Released;
            if (from >= _counted) return null;
            return _count ??= Frame.Of(writer =>
            {
                writer.WriteString("type"u8, "here"u8);
                writer.WriteNumber("people"u8, _attendance.People);
                writer.WriteNumber("hands"u8, _attendance.Hands.Length);
                writer.WriteNumber("ready"u8, _attendance.Ready);
            });
        }
    }

    public IReadOnlyList<Cursor> Here()
    {
        lock (_lock) return [.. _here.Values.Select(here => here.Cursor)];
    }

    /// <summary>What changed after a version; everybody who is here for version 0 or one too old.</summary>
    public Frame Since(ref long seen)
    {
        lock (_lock)
        {
            var from = seen < _forgotten ? 0 : seen;
            seen = _version;
            var here = _here.Values.Where(here => here.Version > from).Select(here => here.Cursor).ToList();
            var gone = _gone.Where(gone => gone.Version > from && !_here.ContainsKey(gone.Session)).Select(gone => gone.Session).ToList();
            return Frame.Of(writer => Write(writer, here, from == 0 ? [] : gone));
        }
    }

    private Attendance Count()
    {
        var raised = _here.Values.Where(here => here.Cursor.Hand).OrderBy(here => here.Version).Select(here => here.Cursor.Person);
        return new Attendance(
            _here.Values.Select(here => here.Cursor.Person).Distinct().Count(),
            [.. raised.Distinct()],
            _here.Values.Where(here => here.Cursor.Ready).Select(here => here.Cursor.Person).Distinct().Count());
    }

    private static void Write(Utf8JsonWriter writer, List<Cursor> here, List<string> gone)
    {
        writer.WriteString("type"u8, "presence"u8);
        writer.WriteStartArray("here"u8);
        foreach (var cursor in here)
        {
            writer.WriteStartObject();
            writer.WriteString("session"u8, cursor.Session);
            writer.WriteString("person"u8, cursor.Person);
            if (cursor.Surface is { } surface) writer.WriteString("surface"u8, surface);
            if (cursor is { Anchor: { } anchor, Head: { } head })
            {
                writer.WriteNumber("anchor"u8, anchor);
                writer.WriteNumber("head"u8, head);
                writer.WriteNumber("at"u8, cursor.At);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("gone"u8);
        foreach (var session in gone) writer.WriteStringValue(session);
        writer.WriteEndArray();
    }
}
