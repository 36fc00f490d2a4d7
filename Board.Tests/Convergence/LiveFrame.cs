using System.Collections.Immutable;
using System.Text.Json;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Tests.Convergence;

/// <summary>A frame of the live protocol (Board.Server/Live/PROTOCOL.md) as a client reads it.</summary>
internal abstract record LiveFrame
{
    public static LiveFrame Parse(ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 2 * SpaceJson.MaxDepth });
        var root = json.RootElement;
        return root.GetProperty("type").GetString() switch
        {
            "welcome" => new Welcome(Text(root, "session"), Text(root, "token"), root.GetProperty("head").GetInt64()),
            "snapshot" => new Snapshot(
                root.GetProperty("at").GetInt64(), root.GetProperty("surface").Deserialize<NotesState>(SpaceJson.Options)!),
            "ops" => new Ops(
                root.GetProperty("from").GetInt64(),
                root.GetProperty("to").GetInt64(),
                [.. root.GetProperty("entries").EnumerateArray().Select(entry => entry.Deserialize<Entry>(SpaceJson.Options)!)]),
            "refused" => new Refused(
                Text(root, "session"), root.GetProperty("number").GetInt32(), Text(root, "code"), root.GetProperty("retry").GetBoolean()),
            "resync" => new Resync(root.GetProperty("head").GetInt64()),
            "closed" => new Closed(Text(root, "code")),
            _ => new Other(),
        };
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString()!;

    public sealed record Welcome(string Session, string Token, long Head) : LiveFrame;

    public sealed record Snapshot(long At, NotesState Notes) : LiveFrame;

    public sealed record Ops(long From, long To, ImmutableArray<Entry> Entries) : LiveFrame;

    public sealed record Refused(string Session, int Number, string Code, bool Retry) : LiveFrame;

    public sealed record Resync(long Head) : LiveFrame;

    public sealed record Closed(string Code) : LiveFrame;

    /// <summary>One that this client does not care for, such as presence.</summary>
    public sealed record Other : LiveFrame;
}
