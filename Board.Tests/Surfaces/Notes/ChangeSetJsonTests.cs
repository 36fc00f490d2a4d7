using System.Buffers;
using System.Text;
using System.Text.Json;
using Board.Surfaces.Notes;

namespace Board.Tests.Surfaces.Notes;

public sealed class ChangeSetJsonTests
{
    [Theory]
    [InlineData("[]", "")]
    [InlineData("[5]", "5")]
    [InlineData("""[5,[0,"x"],[3],[2,"a","b"]]""", "5 0:1 3:0 2:3")]
    [InlineData("""[[0,"",""]]""", "0:1")]
    [InlineData("""[[0,"","",""]]""", "0:2")]
    [InlineData("""[[0,"😀"],1]""", "0:2 1")]
    [InlineData("[[2147483647]]", "2147483647:0")]
    // Neighbours that CodeMirror would have joined do no harm.
    [InlineData("[2,3]", "2 3")]
    [InlineData("[[2],[3]]", "2:0 3:0")]
    [InlineData("""[[0,"a"],[0,"b"]]""", "0:1 0:1")]
    public void What_CodeMirror_writes_is_read_and_written_alike(string json, string shape)
    {
        var set = JsonSerializer.Deserialize<ChangeSet>(json)!;
        Assert.Equal(shape, set.ToString());
        Assert.Equal(json, JsonSerializer.Serialize(set));
    }

    /// <summary>NOTE4 (SPEC.md).</summary>
    [Theory]
    [InlineData("""[[0,"a\nb"]]""", "line break")]
    [InlineData("""[[0,"a\rb"]]""", "line break")]
    [InlineData("""[[0,"a\r\n"]]""", "line break")]
    [InlineData("""[[0,"x","\u000a"]]""", "line break")]
    [InlineData("[-1]", "whole number")]
    [InlineData("[[-1]]", "whole number")]
    [InlineData("""[[-1,"x"]]""", "whole number")]
    [InlineData("[1.5]", "whole number")]
    [InlineData("[1.0]", "whole number")]
    [InlineData("[1e3]", "whole number")]
    [InlineData("[2147483648]", "whole number")]
    [InlineData("[99999999999999999999999]", "whole number")]
    [InlineData("[2147483647,[1]]", "more than a text can hold")]
    [InlineData("""[2147483647,[0,"x"]]""", "more than a text can hold")]
    [InlineData("[[2147483647],[2147483647]]", "more than a text can hold")]
    [InlineData("[0]", "at least one unit")]
    [InlineData("[3,0]", "at least one unit")]
    [InlineData("[[0]]", "deletes or inserts")]
    [InlineData("""[[0,""]]""", "empty text")]
    [InlineData("""[[3,""]]""", "empty text")]
    [InlineData("5", "list of sections")]
    [InlineData("{}", "list of sections")]
    [InlineData("\"5\"", "list of sections")]
    [InlineData("[\"5\"]", "starts with a length")]
    [InlineData("[null]", "starts with a length")]
    [InlineData("[true]", "starts with a length")]
    [InlineData("[{}]", "starts with a length")]
    [InlineData("[[]]", "starts with a length")]
    [InlineData("[[null]]", "starts with a length")]
    [InlineData("""[["x"]]""", "starts with a length")]
    [InlineData("[[[1]]]", "starts with a length")]
    [InlineData("[[1,2]]", "lines of text")]
    [InlineData("[[1,null]]", "lines of text")]
    [InlineData("""[[1,["x"]]]""", "lines of text")]
    [InlineData("""[[1,"x",{}]]""", "lines of text")]
    [InlineData("""[[0,"\ud83d"]]""", "half a character")]
    [InlineData("""[[0,"\ude00"]]""", "half a character")]
    [InlineData("""[[0,"\ude00\ud83d"]]""", "half a character")]
    [InlineData("""[[0,"a\ud83db"]]""", "half a character")]
    [InlineData("""[[0,"\ud83d","\ude00"]]""", "half a character")]
    public void Harmful_json_is_refused_in_words(string json, string words)
    {
        var refusal = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ChangeSet>(json));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xED, 0xA0, 0xBD)] // a surrogate, encoded as if it were a character
    [InlineData(0xC3, 0x28, 0x20)] // a sequence that breaks off
    [InlineData(0xFF, 0xFE, 0x20)]
    public void Bytes_that_are_not_utf8_are_refused(byte first, byte second, byte third)
    {
        byte[] json = [.. "[[0,\""u8, first, second, third, .. "\"]]"u8];
        var refusal = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ChangeSet>(json));
        Assert.Contains("half a character", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[1")]
    [InlineData("[[1")]
    [InlineData("[[1,\"x")]
    [InlineData("[[1,\"x\"]")]
    [InlineData("[1]]")]
    [InlineData("[1,]")]
    public void Json_that_breaks_off_is_refused(string json)
    {
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<ChangeSet>(json));
        Assert.ThrowsAny<JsonException>(() =>
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            ChangeSetJson.Read(ref reader);
            reader.Read();
        });
    }

    [Fact]
    public void A_set_has_at_most_the_allowed_number_of_sections()
    {
        var most = $"[{string.Join(',', Enumerable.Repeat("[1],1", ChangeSetJson.MaxSections / 2))}]";
        Assert.Equal(ChangeSetJson.MaxSections, JsonSerializer.Deserialize<ChangeSet>(most)!.SectionCount);
        var refusal = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ChangeSet>(most[..^1] + ",[1]]"));
        Assert.Contains("sections", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_no_text_of_the_note()
    {
        var refusal = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ChangeSet>("""[[0,"secret\n"]]"""));
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Escapes_are_those_of_JavaScript_whatever_the_options_say()
    {
        var set = JsonSerializer.Deserialize<ChangeSet>("""[[0,"\u0001\u001f\b\t\f\"\\\/<\u2028\u007f\ud83d\ude00é"]]""")!;
        var expected = "[[0,\"\\u0001\\u001f\\b\\t\\f\\\"\\\\/<\u2028\u007f😀é\"]]";
        Assert.Equal(expected, JsonSerializer.Serialize(set));
        Assert.Equal(expected, JsonSerializer.Serialize(set, JsonSerializerOptions.Web));
    }

    [Fact]
    public void A_set_is_read_and_written_inside_other_json()
    {
        const string json = """{"Version":7,"Changes":[[1,[0,"x"]],[[2],3]],"Next":null}""";
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Push>(json)));
    }

    [Fact]
    public void A_set_is_read_from_bytes_that_come_in_pieces()
    {
        const string json = """[5,[0,"first line","se\"cond","😀"],[3],[12,"a","b"]]""";
        var reader = new Utf8JsonReader(InPieces(Encoding.UTF8.GetBytes(json)));
        var set = ChangeSetJson.Read(ref reader);
        Assert.Equal(json, JsonSerializer.Serialize(set));
        Assert.False(reader.Read());
    }

    [Fact]
    public void A_long_insertion_is_read_and_written_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 30_000).Select(line => $"line {line} \"😀\"\n"));
        var set = ChangeSet.Replace(0, 0, 0, text);
        Assert.Equal(text, JsonSerializer.Deserialize<ChangeSet>(JsonSerializer.SerializeToUtf8Bytes(set))!.InsertedAt(0));
    }

    [Fact]
    public void Half_a_character_is_never_written()
    {
        var half = ChangeSet.Replace(2, 0, 1, "").Invert("😀");
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(half));
    }

    private static ReadOnlySequence<byte> InPieces(byte[] bytes)
    {
        var first = new Piece(bytes.AsMemory(0, 1), null);
        var last = first;
        for (var i = 1; i < bytes.Length; i++)
            last = new Piece(bytes.AsMemory(i, 1), last);
        return new ReadOnlySequence<byte>(first, 0, last, 1);
    }

    private sealed record Push(int Version, ChangeSet[] Changes, ChangeSet? Next);

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
