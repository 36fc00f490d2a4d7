using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Board.Surfaces.Tally;

namespace Board.Surfaces.Notes;

/// <summary>
/// A note as snapshots and the wire hold it:
/// <c>{ "type": "notes", "text", "authors": [id], "t0": seconds, "runs": "…" }</c>, the runs as <see cref="RunsCode"/> writes them;
/// and <c>marks</c>, <c>private</c>, <c>clock</c> and <c>tally</c> where there are any.
/// Snapshots of before that have <c>[length, author, seconds, …]</c>, and are read as well.
/// </summary>
internal sealed class NotesStateJson : JsonConverter<NotesState>
{
    public override void Write(Utf8JsonWriter writer, NotesState value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "notes"u8);
        writer.WriteString("text"u8, value.Text.ToString());
        writer.WriteStartArray("authors"u8);
        foreach (var person in value.Authors.People) writer.WriteStringValue(person);
        writer.WriteEndArray();
        writer.WriteNumber("t0"u8, value.Authors.Start);
        writer.WriteString("runs"u8, RunsCode.Write(value.Text.Runs()));
        if (!value.Marks.IsEmpty) Write(writer, "marks", value.Marks, options);
        if (!value.Private.IsEmpty) Write(writer, "private", value.Private, options);
        if (value.Clock != LessonClock.None) Write(writer, "clock", value.Clock, options);
        if (!value.Tally.IsEmpty) Write(writer, "tally", value.Tally, options);
        writer.WriteEndObject();
    }

    public override NotesState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var (text, start) = ("", 0L);
        var rest = NotesState.Empty;
        var people = ImmutableArray.CreateBuilder<string>();
        var runs = new List<Run>();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A note is an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "text": text = reader.GetString() ?? ""; break;
                case "t0": start = reader.GetInt64(); break;
                case "authors": while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) people.Add(reader.GetString()!); break;
                case "runs" when reader.TokenType == JsonTokenType.String: runs = ReadRuns(reader.GetString()!); break;
                case "runs": ReadRuns(ref reader, runs); break;
                case "marks": rest = rest with { Marks = JsonSerializer.Deserialize<ImmutableArray<Mark>>(ref reader, options) }; break;
                case "private": rest = rest with { Private = JsonSerializer.Deserialize<ImmutableArray<PrivateNote>>(ref reader, options) }; break;
                case "clock": rest = rest with { Clock = JsonSerializer.Deserialize<LessonClock>(ref reader, options)! }; break;
                case "tally": rest = rest with { Tally = JsonSerializer.Deserialize<TallyState>(ref reader, options)! }; break;
                default: reader.Skip(); break;
            }
        }
        try
        {
            return rest with { Text = NoteText.Of(text, [.. runs]), Authors = new Authors(people.DrainToImmutable(), start) };
        }
        catch (ArgumentException wrong)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }

    private static void Write<T>(Utf8JsonWriter writer, string name, T value, JsonSerializerOptions options)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, options);
    }

    private static List<Run> ReadRuns(string text)
    {
        try
        {
            return RunsCode.Read(text);
        }
        catch (FormatException wrong)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }

    private static void ReadRuns(ref Utf8JsonReader reader, List<Run> runs)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var length = reader.GetInt32();
            reader.Read();
            var author = reader.GetInt32();
            reader.Read();
            runs.Add(new Run(length, author, reader.GetInt32()));
        }
    }
}
