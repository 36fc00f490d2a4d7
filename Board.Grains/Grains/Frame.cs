using System.Buffers;
using System.Text.Json;
using Board.Spaces;

namespace Board.Grains;

/// <summary>
/// Something for a reader, as the UTF-8 JSON of the live protocol (Board.Server/Live/PROTOCOL.md). Made once and given to
/// everybody who is to get the same.
/// </summary>
public sealed class Frame
{
    private Frame(ReadOnlyMemory<byte> utf8, bool last = false) => (Utf8, IsLast) = (utf8, last);

    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>True when the stream ends after this frame.</summary>
    public bool IsLast { get; }

    /// <summary>True when the reader is to begin anew.</summary>
    internal bool IsResync { get; private init; }

    internal static Frame Ops(long from, long to, IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        var json = new ArrayBufferWriter<byte>(64 + entries.Sum(entry => entry.Length + 1));
        using var writer = new Utf8JsonWriter(json, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartObject();
        writer.WriteString("type"u8, "ops"u8);
        writer.WriteNumber("from"u8, from);
        writer.WriteNumber("to"u8, to);
        writer.WriteStartArray("entries"u8);
        foreach (var entry in entries) writer.WriteRawValue(entry.Span, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return new Frame(json.WrittenMemory);
    }

    internal static Frame Snapshot(long at, object state) => Of(writer =>
    {
        writer.WriteString("type"u8, "snapshot"u8);
        writer.WriteNumber("at"u8, at);
        writer.WritePropertyName(state is SurfaceState ? "surface"u8 : "space"u8);
        JsonSerializer.Serialize(writer, state, state.GetType(), SpaceJson.Options);
    });

    internal static Frame Refused(string session, int number, Refusal refusal) => Of(writer =>
    {
        writer.WriteString("type"u8, "refused"u8);
        writer.WriteString("session"u8, session);
        writer.WriteNumber("number"u8, number);
        writer.WriteString("code"u8, refusal.Code);
        writer.WriteString("message"u8, refusal.Message);
        writer.WriteBoolean("retry"u8, refusal.Retry);
    });

    internal static Frame Resync(long head) => Of(
        writer =>
        {
            writer.WriteString("type"u8, "resync"u8);
            writer.WriteNumber("head"u8, head);
        },
        last: true,
        resync: true);

    /// <summary>The end of a stream, with the reason in words.</summary>
    public static Frame Closed(Refusal refusal) => Of(
        writer =>
        {
            writer.WriteString("type"u8, "closed"u8);
            writer.WriteString("code"u8, refusal.Code);
            writer.WriteString("message"u8, refusal.Message);
        },
        last: true);

    /// <summary>The end of a stream because the server goes down: come back after a random time within this one.</summary>
    public static Frame Restarting(Refusal refusal, TimeSpan within) => Of(
        writer =>
        {
            writer.WriteString("type"u8, "closed"u8);
            writer.WriteString("code"u8, refusal.Code);
            writer.WriteString("message"u8, refusal.Message);
            writer.WriteNumber("within"u8, (long)within.TotalMilliseconds);
        },
        last: true);

    /// <summary>An object whose properties the caller writes, <c>type</c> first.</summary>
    public static Frame Of(Action<Utf8JsonWriter> properties, bool last = false) => Of(properties, last, resync: false);

    private static Frame Of(Action<Utf8JsonWriter> properties, bool last, bool resync)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = SpaceJson.Options.Encoder });
        writer.WriteStartObject();
        properties(writer);
        writer.WriteEndObject();
        writer.Flush();
        return new Frame(json.WrittenMemory, last) { IsResync = resync };
    }
}
