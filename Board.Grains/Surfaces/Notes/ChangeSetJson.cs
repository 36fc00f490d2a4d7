using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Board.Surfaces.Notes;

/// <summary>
/// CodeMirror's JSON for a change set, <c>[5,[0,"x"],[3],[2,"a","b"]]</c>: a number keeps that many
/// units; a list deletes as many as its first number says and inserts the lines that follow.
/// </summary>
/// <remarks>
/// Reading accepts every set that CodeMirror writes, and equal neighbours that it would have joined,
/// which do no harm. It refuses with <see cref="JsonException"/> what would damage a text or mean
/// different things to different readers: line breaks inside a line, half a surrogate pair, lengths
/// that are negative, not whole or too large, sections that do nothing, and more than
/// <see cref="MaxSections"/> sections. Writing gives the bytes of JavaScript's <c>JSON.stringify</c>,
/// whatever encoder the options name, so that equal sets are equal bytes on the wire and in the log.
/// </remarks>
public sealed class ChangeSetJson : JsonConverter<ChangeSet>
{
    /// <summary>
    /// The most sections that one change set may have. Replacing every "e" in a full document stays
    /// below it if the client cuts its updates; a set made to be slow does not pass.
    /// </summary>
    public const int MaxSections = 100_000;

    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is not a change set that may be applied to a text.</exception>
    public override ChangeSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">
    /// An insertion holds half a surrogate pair, which nothing could read again.
    /// </exception>
    public override void Write(Utf8JsonWriter writer, ChangeSet value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        var text = new ChangeSetWriter(value);
        writer.WriteRawValue(text.Written, skipInputValidation: true);
        text.Dispose();
    }

    /// <summary>Reads the change set that starts at the reader's current token, and ends on its last token.</summary>
    /// <exception cref="JsonException">The JSON is not a change set that may be applied to a text.</exception>
    public static ChangeSet Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.None)
            Advance(ref reader);
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A change set is a list of sections.");
        Span<int> room = stackalloc int[SectionBuilder.Room];
        var result = new SectionBuilder(room);
        long length = 0, newLength = 0;
        while (Advance(ref reader) != JsonTokenType.EndArray)
        {
            if (result.Count == MaxSections * 2)
                throw new JsonException($"A change set has at most {MaxSections} sections.");
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                var (deleted, inserted) = ReadChange(ref reader);
                result.Append(deleted, inserted.Length);
                result.Insert(inserted, 0, inserted.Length);
                length += deleted;
                newLength += inserted.Length;
            }
            else
            {
                var kept = ReadLength(ref reader);
                if (kept == 0)
                    throw new JsonException("A section of a change set keeps at least one unit.");
                result.Append(kept, -1);
                length += kept;
                newLength += kept;
            }
            if (length > int.MaxValue || newLength > int.MaxValue)
                throw new JsonException("The lengths in a change set add up to more than a text can hold.");
        }
        return result.Build();
    }

    /// <summary>Reads <c>[2,"a","b"]</c>, from its bracket to its bracket.</summary>
    private static (int Deleted, string Inserted) ReadChange(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        var deleted = ReadLength(ref reader);
        if (Advance(ref reader) == JsonTokenType.EndArray)
            return deleted > 0 ? (deleted, "")
                : throw new JsonException("A changed section of a change set deletes or inserts something.");
        var inserted = ReadInsertion(ref reader);
        return inserted.Length > 0 ? (deleted, inserted)
            : throw new JsonException("A change set does not insert an empty text.");
    }

    private static int ReadLength(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException("A section of a change set starts with a length.");
        if (!reader.TryGetInt32(out var length) || length < 0)
            throw new JsonException("A length in a change set is a whole number from 0 to 2147483647.");
        return length;
    }

    /// <summary>Reads the lines up to the closing bracket, joined by line feeds.</summary>
    private static string ReadInsertion(ref Utf8JsonReader reader)
    {
        Span<char> room = stackalloc char[128];
        var buffer = room;
        char[]? rented = null;
        var used = 0;
        for (var lines = 0; reader.TokenType != JsonTokenType.EndArray; lines++, Advance(ref reader))
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException("A change set inserts lines of text.");
            // UTF-8 never has fewer bytes than UTF-16 has units, and escapes only have more.
            var bytes = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
            if (buffer.Length - used < bytes + 1)
            {
                var larger = ArrayPool<char>.Shared.Rent(checked((used + bytes + 1) * 2));
                buffer[..used].CopyTo(larger);
                if (rented is not null)
                    ArrayPool<char>.Shared.Return(rented);
                buffer = rented = larger;
            }
            if (lines > 0)
                buffer[used++] = '\n';
            used += ReadLine(ref reader, buffer[used..]);
        }
        var text = ShortText.From(buffer[..used]);
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    private static int ReadLine(ref Utf8JsonReader reader, scoped Span<char> target)
    {
        int length;
        try
        {
            length = reader.CopyString(target);
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("A change set inserts half a character (a surrogate without its pair, or bytes that are not UTF-8).");
        }
        if (target[..length].ContainsAny('\n', '\r'))
            throw new JsonException("A line of an insertion holds a line break; each line is a string of its own.");
        return length;
    }

    private static JsonTokenType Advance(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("A change set ends before it is complete.");
}
