using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Board.Grains;
using Board.Spaces;

namespace Board.Server.Live;

/// <summary>What a client asks of <c>Watch</c>; see PROTOCOL.md.</summary>
public sealed record WatchRequest(string Space, string? Surface = null, string? Token = null, long? At = null, bool Keep = false, Seat Seat = Seat.Account);

/// <summary>As whom somebody looks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Seat>))]
public enum Seat
{
    /// <summary>Whoever is signed in.</summary>
    Account,

    /// <summary>The device, as somebody who takes part in a room.</summary>
    Participant,

    /// <summary>The device, as a screen of a room.</summary>
    Screen,
}

/// <summary>What a client gives to <c>Raise</c>; see PROTOCOL.md.</summary>
public sealed record RaiseRequest(string Session, bool Hand = false, bool Ready = false);

/// <summary>What a client gives to <c>Point</c>; see PROTOCOL.md.</summary>
public sealed record PointRequest(string Session, string? Surface = null, int? Anchor = null, int? Head = null, long At = 0);

/// <summary>
/// What a client gives to <c>Submit</c>; see PROTOCOL.md. One that can't be read is still a submission, with
/// <see cref="IsMalformed"/> set, so that it gets an answer in words and not a broken connection.
/// </summary>
[JsonConverter(typeof(SubmitRequestJson))]
public sealed record SubmitRequest(string Session, long At, int Number, ImmutableArray<SpaceOp> Ops)
{
    public bool IsMalformed { get; init; }

    /// <summary>Its size on the wire, in bytes.</summary>
    public long Size { get; init; }
}

/// <summary>The result of <c>Submit</c> where a client waits for it.</summary>
public sealed record SubmitResult(long Sequence, Refusal? Refused);

internal sealed class SubmitRequestJson : JsonConverter<SubmitRequest>
{
    private sealed record Plain(string Session, long At, int Number, ImmutableArray<SpaceOp> Ops);

    public override SubmitRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var start = reader.BytesConsumed;
        var ahead = reader;
        try
        {
            var plain = JsonSerializer.Deserialize<Plain>(ref ahead, SpaceJson.Options) ?? throw new JsonException();
            reader = ahead;
            return new SubmitRequest(plain.Session, plain.At, plain.Number, plain.Ops) { Size = reader.BytesConsumed - start };
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException)
        {
            var session = SessionOf(reader);
            reader.Skip();
            return new SubmitRequest(session, 0, 0, []) { IsMalformed = true, Size = reader.BytesConsumed - start };
        }
    }

    public override void Write(Utf8JsonWriter writer, SubmitRequest value, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <summary>Whose it is, if at least that can be read.</summary>
    private static string SessionOf(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSession = reader.ValueTextEquals("session"u8);
            reader.Read();
            if (isSession) return reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            reader.Skip();
        }
        return "";
    }
}

/// <summary>A frame is JSON already.</summary>
internal sealed class FrameJson : JsonConverter<Frame>
{
    public override Frame Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, Frame value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
