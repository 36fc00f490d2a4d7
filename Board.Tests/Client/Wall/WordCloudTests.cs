using Board.Client.Surfaces.Wall;

namespace Board.Tests.Client.Wall;

public sealed class WordCloudTests
{
    [Fact]
    public void A_word_counts_once_a_card_and_the_most_frequent_comes_first()
    {
        var words = WordCloud.Of(["Time, time, time for coaching", "More time", "Coaching works"]);
        Assert.Equal([("coaching", 2), ("time", 2), ("works", 1)], words.Select(word => (word.Word.ToLowerInvariant(), word.Cards)));
    }

    [Fact]
    public void What_holds_sentences_together_is_left_out_and_so_are_bare_numbers_and_short_words() =>
        Assert.Equal(["planning"], WordCloud.Of(["We need to have 12 of the planning at it, don’t we?"]).Select(word => word.Word));

    [Fact]
    public void A_word_is_written_as_it_is_within_a_sentence_and_an_abbreviation_keeps_its_capitals()
    {
        var words = WordCloud.Of(["Planning helps", "more planning", "PLC"]);
        Assert.Equal(["planning", "helps", "PLC"], words.Select(word => word.Word));
    }

    [Theory]
    [InlineData("the coach's office", "coach")]
    [InlineData("co-teaching", "co-teaching")]
    [InlineData("Größe", "Größe")]
    [InlineData("“quoted”", "quoted")]
    public void Words_end_where_people_see_them_end(string text, string expected) =>
        Assert.Contains(expected, WordCloud.Of([text]).Select(word => word.Word));

    [Fact]
    public void Sizes_go_from_one_to_five_and_are_alike_where_all_are()
    {
        var texts = Enumerable.Range(0, 9).Select(i => i < 1 ? "often seldom" : "often");
        Assert.Equal([5, 1], WordCloud.Of(texts).Select(word => word.Size));
        Assert.All(WordCloud.Of(["alike equal same-ish"]), word => Assert.Equal(3, word.Size));
    }

    [Fact]
    public void There_are_no_more_words_than_can_be_read() =>
        Assert.Equal(WordCloud.MaxWords, WordCloud.Of(Enumerable.Range(0, 200).Select(i => $"word{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}")).Length);
}
