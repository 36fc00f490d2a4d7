using System.Text.Json;
using Board.Log;
using Board.Spaces;

namespace Board.Grains;

/// <summary>
/// What a replay can start from: <c>{ "version": 1, "lastAt": ms, "sessions": { id: [number, sequence] }, "state": { … } }</c>.
/// </summary>
internal sealed record SpaceSnapshot(Committed Committed, DateTimeOffset LastAt, Dictionary<string, Sessions.Progress> Sessions)
{
    private const int Version = 1;

    public Snapshot Write()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = SpaceJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version"u8, Version);
            writer.WriteNumber("lastAt"u8, LastAt.ToUnixTimeMilliseconds());
            writer.WriteStartObject("sessions"u8);
            foreach (var (session, progress) in Sessions)
            {
                writer.WriteStartArray(session);
                writer.WriteNumberValue(progress.Number);
                writer.WriteNumberValue(progress.Sequence);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
            writer.WritePropertyName("state"u8);
            writer.WriteRawValue(SpaceJson.Write(Committed.State), skipInputValidation: true);
            writer.WriteEndObject();
        }
        return new Snapshot(Committed.Sequence, buffer.ToArray());
    }

    /// <summary>Reads a snapshot, or gives null for one of another version: the log replaces it.</summary>
    public static SpaceSnapshot? Read(SpaceKind kind, Snapshot snapshot)
    {
        try
        {
            using var json = JsonDocument.Parse(snapshot.Payload, new JsonDocumentOptions { MaxDepth = 2 * SpaceJson.MaxDepth });
            var root = json.RootElement;
            if (root.GetProperty("version").GetInt32() != Version) return null;
            var sessions = new Dictionary<string, Sessions.Progress>();
            foreach (var session in root.GetProperty("sessions").EnumerateObject())
                sessions[session.Name] = new(session.Value[0].GetInt32(), session.Value[1].GetInt64());
            var state = (SpaceState?)root.GetProperty("state").Deserialize(kind.StateType, SpaceJson.Options);
            if (state is null) return null;
            var lastAt = DateTimeOffset.FromUnixTimeMilliseconds(root.GetProperty("lastAt").GetInt64());
            return new SpaceSnapshot(new Committed(state, snapshot.Sequence), lastAt, sessions);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
