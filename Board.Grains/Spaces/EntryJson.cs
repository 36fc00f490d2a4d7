using System.Text.Json;
using System.Text.Json.Serialization;

namespace Board.Spaces;

/// <summary>An entry in the log and on the wire: <c>{ "seq", "at": ms, "by", "session", "n", "op": { "type", … } }</c>.</summary>
internal sealed class EntryJson : JsonConverter<Entry>
{
    public override void Write(Utf8JsonWriter writer, Entry value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq"u8, value.Sequence);
        writer.WriteNumber("at"u8, value.At.ToUnixTimeMilliseconds());
        writer.WriteString("by"u8, value.By);
        writer.WriteString("session"u8, value.Session);
        writer.WriteNumber("n"u8, value.Number);
        writer.WritePropertyName("op"u8);
        JsonSerializer.Serialize(writer, value.Op, options);
        writer.WriteEndObject();
    }

    public override Entry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var (sequence, at, number) = (0L, 0L, 0);
        string? by = null, session = null;
        SpaceOp? op = null;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An entry is an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "seq": sequence = reader.GetInt64(); break;
                case "at": at = reader.GetInt64(); break;
                case "by": by = reader.GetString(); break;
                case "session": session = reader.GetString(); break;
                case "n": number = reader.GetInt32(); break;
                case "op": op = JsonSerializer.Deserialize<SpaceOp>(ref reader, options); break;
                default: reader.Skip(); break;
            }
        }
        if (by is null || session is null || op is null || sequence <= 0) throw new JsonException("An entry lacks a part.");
        return new Entry(sequence, DateTimeOffset.FromUnixTimeMilliseconds(at), by, session, number, op);
    }
}
