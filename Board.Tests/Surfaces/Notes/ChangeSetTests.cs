using System.Globalization;
using Board.Surfaces.Notes;
using static Board.Tests.Surfaces.Notes.ChangeNotation;

namespace Board.Tests.Surfaces.Notes;

public sealed class ChangeSetTests
{
    [Theory]
    [InlineData("5 0:2", "1 2:0 4", "1 2:0 2 0:2")] // unrelated changes stand side by side
    [InlineData("2 0:2 2", "2 2:0 2", "4")] // a deletion cancels an insertion
    [InlineData("2 0:2 2", "4 0:3 2", "2 0:5 2")] // insertions join
    [InlineData("2 5:0", "1 1:0", "1 6:0")] // deletions join
    [InlineData("2 2:0 0:3", "5:0", "4:0")] // a deletion swallows what came before
    [InlineData("", "0:8", "0:8")] // an empty text
    [InlineData("1:3 4", "1 1:0 5", "1:2 4")] // the inside of a replacement
    [InlineData("0:6 2", "2 2:3 4", "0:7 2")]
    [InlineData("2 3:4", "1 2:1 3", "1 4:4")] // a replacement that reaches over an edge
    [InlineData("1:2 1:2", "4 0:1", "1:2 1:2 0:1")] // replacements side by side stay apart
    public void A_change_and_its_successor_become_one(string first, string second, string expected) =>
        Assert.Equal(expected, Parse(first).Compose(Parse(second)).ToString());

    [Theory]
    [InlineData("1 0:1 4", "5", "1 0:1 4")] // over nothing
    [InlineData("2 0:1 2", "0:3 4", "5 0:1 2")] // over an insertion in front
    [InlineData("2 0:1 2", "4 0:3", "2 0:1 5")] // over an insertion behind
    [InlineData("2 0:1 2", "2 0:3 2", "5 0:1 2")] // at the same place, the other one first
    [InlineData("1 2:0 1", "1 2:0 1", "2")] // the same deletion twice
    [InlineData("1 2:0 1", "4:0", "")] // a deletion within a deletion
    [InlineData("4:0", "1 2:0 1", "2:0")] // a deletion around a deletion
    [InlineData("4:0", "2 0:3 2", "2:0 3 2:0")] // a deletion around an insertion
    [InlineData("2 0:1 2", "4:0", "0:1")] // an insertion outlives the deletion around it
    [InlineData("1 2:4 1", "2 2:0", "1 1:4")] // a replacement half deleted
    [InlineData("1 2:4 1", "4:2", "2 0:4")] // a replacement inside a replacement
    public void A_change_moves_over_another(string set, string other, string expected) =>
        Assert.Equal(expected, Parse(set).Map(Parse(other)).ToString());

    [Theory]
    [InlineData("2 0:1 2", "2 0:3 2", "2 0:1 5")]
    [InlineData("2:4", "2:0", "0:4")]
    [InlineData("0:1", "0:2", "0:1 2")]
    public void Before_puts_the_moved_change_first(string set, string other, string expected) =>
        Assert.Equal(expected, Parse(set).Map(Parse(other), before: true).ToString());

    [Theory]
    [InlineData("4", "abcd", "abcd")]
    [InlineData("", "", "")]
    [InlineData("0:2", "", "ab")]
    [InlineData("2 0:2 2", "1234", "12ab34")]
    [InlineData("1 2:0 1", "1234", "14")]
    [InlineData("1:1 1 1:2 1", "1234", "a2bc4")]
    [InlineData("4:0", "1234", "")]
    public void A_change_applies_to_its_text(string set, string text, string expected) =>
        Assert.Equal(expected, Parse(set).Apply(text));

    [Theory]
    [InlineData("2 0:2 2", "1234", "2 2:0 2")]
    [InlineData("1 2:0 1", "1234", "1 0:2 1")]
    [InlineData("1:1 1 1:2 1", "1234", "1:1 1 2:1 1")]
    public void A_change_turns_around(string set, string text, string expected)
    {
        var inverse = Parse(set).Invert(text);
        Assert.Equal(expected, inverse.ToString());
        Assert.Equal(text, inverse.Apply(Parse(set).Apply(text)));
    }

    [Fact]
    public void Mapping_over_two_changes_at_once_may_differ_from_one_at_a_time()
    {
        // Why a late submission is mapped over one log entry after the other, on both ends: `abc`,
        // X comes in at 1 while somebody deletes 1 to 3 and then inserts Y at 1.
        var insertX = ChangeSet.Replace(3, 1, 1, "X");
        var delete = ChangeSet.Replace(3, 1, 3, "");
        var insertY = ChangeSet.Replace(1, 1, 1, "Y");
        Assert.Equal("aYX", insertX.Map(delete).Map(insertY).Apply("aY"));
        Assert.Equal("aXY", insertX.Map(delete.Compose(insertY)).Apply("aY"));
    }

    [Theory]
    [InlineData("2 0:3 2", "0 1 2/5 6 7")] // where text comes in, the side decides
    [InlineData("1 2:0 1", "0 1 1 1 2")] // a deleted range becomes one position
    [InlineData("1 2:3 1", "0 1 1/4 4 5")] // within a replacement, the side decides
    public void Positions_move_with_the_text(string set, string expected) =>
        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, 5).Select(pos =>
            (Parse(set).MapPos(pos, -1), Parse(set).MapPos(pos, 1)) is var (left, right) && left == right ? $"{left}" : $"{left}/{right}")));

    [Theory]
    [InlineData(MapMode.Simple, "0 1 1 1 2")]
    [InlineData(MapMode.TrackDel, "0 1 - 1 2")] // inside
    [InlineData(MapMode.TrackBefore, "0 1 - - 2")] // after a deleted unit
    [InlineData(MapMode.TrackAfter, "0 - - 1 2")] // before a deleted unit
    public void A_mode_says_which_positions_are_lost(MapMode mode, string expected) =>
        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, 5).Select(pos =>
            Parse("1 2:0 1").MapPos(pos, -1, mode)?.ToString(CultureInfo.InvariantCulture) ?? "-")));

    [Theory]
    [InlineData(4, 1, 1, "xy", "1 0:2 3")]
    [InlineData(4, 1, 3, "", "1 2:0 1")]
    [InlineData(4, 0, 4, "x", "4:1")]
    [InlineData(4, 2, 2, "", "4")]
    [InlineData(0, 0, 0, "", "")]
    [InlineData(0, 0, 0, "a\nb", "0:3")]
    public void A_replacement_says_what_is_kept(int length, int from, int to, string insert, string expected) =>
        Assert.Equal(expected, ChangeSet.Replace(length, from, to, insert).ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Nothing_changed_is_empty(int length)
    {
        Assert.True(ChangeSet.Empty(length).IsEmpty);
        Assert.False(ChangeSet.Replace(length, 0, 0, "x").IsEmpty);
        Assert.True(ChangeSet.Empty(length).FitsDocument(length));
        Assert.False(ChangeSet.Empty(length).FitsDocument(length + 1));
    }

    [Theory]
    [InlineData("1 0:1 3", false)] // before the pair in a😀b
    [InlineData("2 0:1 2", true)] // inside it
    [InlineData("3 0:1 1", false)] // after it
    [InlineData("1 2:0 1", false)] // all of it
    [InlineData("1 1:0 2", true)] // its first half
    [InlineData("2 1:2 1", true)] // its second half
    [InlineData("1 1:1 1:1 1", true)] // each half by itself
    [InlineData("4:0", false)]
    [InlineData("4", false)]
    [InlineData("4 0:1", false)]
    public void A_change_that_cuts_a_character_in_two_is_noticed(string set, bool splits) =>
        Assert.Equal(splits, Parse(set).SplitsSurrogatePair(at => "a😀b"[at]));

    [Fact]
    public void Sets_are_equal_by_what_they_do()
    {
        Assert.Equal(Parse("1 0:2 3"), Parse("1 0:2 3"));
        Assert.Equal(Parse("1 0:2 3").GetHashCode(), Parse("1 0:2 3").GetHashCode());
        Assert.NotEqual(Parse("1 0:2 3"), Parse("1 0:2 3", letter: 'x'));
        Assert.NotEqual(Parse("1 0:2 3"), Parse("1 0:2 2"));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var set = Parse("2 0:1 2");
        Assert.Throws<ArgumentException>(() => set.Apply("12345"));
        Assert.Throws<ArgumentException>(() => set.Invert("123"));
        Assert.Throws<ArgumentException>(() => set.Compose(Parse("4")));
        Assert.Throws<ArgumentException>(() => Parse("4").Compose(Parse("5")));
        Assert.Throws<ArgumentException>(() => set.Map(Parse("5")));
        Assert.Throws<ArgumentException>(() => set.Map(Parse("0:1 3")));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.MapPos(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.MapPos(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.InsertedAt(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangeSet.Empty(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangeSet.Replace(4, 3, 2, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangeSet.Replace(4, 3, 5, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangeSet.Replace(4, -1, 2, ""));
    }

    [Fact]
    public void Lengths_beyond_what_a_text_holds_are_refused()
    {
        var full = ChangeSet.Replace(int.MaxValue - 1, 0, 0, "x");
        Assert.Throws<ArgumentException>(() => full.Map(full));
        Assert.Throws<ArgumentException>(() => ChangeSet.Replace(int.MaxValue, 0, 0, "x"));
    }

    [Fact]
    public void An_insertion_is_whole_characters_and_plain_line_breaks()
    {
        // Not inline data: attributes are stored as UTF-8, which has no surrogates.
        foreach (var insert in new[] { "a\rb", "\r\n", "\ud83d", "\ude00", "\ude00\ud83d", "😀\ude00", "a\ud83db" })
            Assert.Throws<ArgumentException>(() => ChangeSet.Replace(0, 0, 0, insert));
        Assert.Equal("😀a🎉", ChangeSet.Replace(0, 0, 0, "😀a🎉").Apply(""));
    }

    [Fact]
    public void The_shape_shows_no_text() => Assert.Equal("0:6", ChangeSet.Replace(0, 0, 0, "secret").ToString());
}
