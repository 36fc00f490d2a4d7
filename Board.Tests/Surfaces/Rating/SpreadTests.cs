using Board.Surfaces.Rating;

namespace Board.Tests.Surfaces.Rating;

/// <summary>What is read from a spread (SPEC.md, RATE6).</summary>
public sealed class SpreadTests
{
    [Theory]
    [InlineData("0 5 1 0", "Together")] // COACH of the mock-up
    [InlineData("0 2 2 0", "One step apart")]
    [InlineData("0 1 1 1", "Far apart")]
    [InlineData("1 0 0 0", "Together")]
    [InlineData("4 0 0 1", "Together")] // four of five, however far the fifth
    [InlineData("3 0 0 1", "Far apart")]
    [InlineData("3 1 0 0", "One step apart")]
    [InlineData("0 0 0 0", "No votes yet")]
    public void RATE6_How_far_a_voice_is_of_one_mind(string row, string expected) => Assert.Equal(expected, Spread.WordOf(Spread.AgreementOf(Row(row))));

    [Theory]
    [InlineData("0 0 0 0", null)]
    [InlineData("0 1 0 0", 1.0)]
    [InlineData("1 0 0 1", 1.5)]
    [InlineData("2 0 0 1", 0.0)]
    [InlineData("0 5 1 0", 1.0)]
    public void The_median_is_the_level_in_the_middle(string row, double? expected) => Assert.Equal(expected, Spread.Median(Row(row)));

    [Theory]
    [InlineData("0 2 0 1", 1, 3)]
    [InlineData("1 0 0 0", 0, 0)]
    public void The_ends_are_the_lowest_and_the_highest_vote(string row, int least, int most) => Assert.Equal((least, most), Spread.Ends(Row(row)));

    [Theory]
    [InlineData("0 1 4 0", 2, 80, true)]
    [InlineData("0 1 3 0", 2, 80, false)]
    [InlineData("1 0 0 0", 0, 100, true)]
    [InlineData("0 0 0 0", 2, 80, null)]
    public void RATE6_The_room_meets_its_threshold_or_not(string row, int level, int percent, bool? expected) => Assert.Equal(expected, Spread.Meets(Row(row), new(level, percent)));

    [Fact]
    public void All_voices_together_are_one_row() => Assert.Equal("1 3 0", string.Join(' ', Spread.All([[1, 1, 0], [0, 2, 0]])));

    private static int[] Row(string counts) => [.. counts.Split(' ').Select(count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))];
}
