using Board.Surfaces.Wall;

namespace Board.Tests.Surfaces.Wall;

/// <summary>Places between places (SPEC.md, WALL9).</summary>
public sealed class CardOrderTests
{
    [Theory]
    [InlineData(null, null, "i")]
    [InlineData("i", null, "i001")]
    [InlineData("i001", null, "i002")]
    [InlineData("i00z", null, "i01")]
    [InlineData("zzzz", null, "zzzzi")]
    [InlineData("abczm", null, "abd")]
    [InlineData(null, "i", "9")]
    [InlineData(null, "1", "0i")]
    [InlineData("a", "b", "ai")]
    [InlineData("a", "a1", "a0i")]
    [InlineData("az", "b", "azi")]
    [InlineData("b", "b", "b001")]
    [InlineData("c", "b", "c001")]
    public void A_place_between_two(string? low, string? high, string place) => Assert.Equal(place, CardOrder.Between(low, high));

    [Theory]
    [InlineData("i", true)]
    [InlineData("01", true)]
    [InlineData("", false)]
    [InlineData("i0", false)]
    [InlineData("I", false)]
    [InlineData("i-", false)]
    [InlineData("é", false)]
    public void A_place_is_lower_case_letters_and_digits_without_a_zero_at_its_end(string text, bool expected) => Assert.Equal(expected, CardOrder.IsPlace(text));

    [Fact]
    public void A_place_has_a_longest_length()
    {
        Assert.True(CardOrder.IsPlace(new string('i', CardOrder.MaxLength)));
        Assert.False(CardOrder.IsPlace(new string('i', CardOrder.MaxLength + 1)));
    }

    [Fact]
    public void A_thousand_cards_one_after_the_other_keep_short_places_in_their_order()
    {
        var places = new List<string> { CardOrder.Between(null, null) };
        while (places.Count < 1_000) places.Add(CardOrder.Between(places[^1], null));
        Assert.Equal(places, places.Order(StringComparer.Ordinal));
        Assert.Equal(1_000, places.Distinct().Count());
        Assert.All(places, place => Assert.True(CardOrder.IsPlace(place) && place.Length <= 5, place));
    }

    [Fact]
    public void Between_any_two_neighbours_there_is_a_place()
    {
        const int seed = 20261127;
        var random = new Random(seed);
        var places = new List<string> { "i" };
        for (var i = 0; i < 2_000; i++)
        {
            var at = random.Next(places.Count + 1);
            var place = CardOrder.Between(at == 0 ? null : places[at - 1], at == places.Count ? null : places[at]);
            Assert.True(CardOrder.IsPlace(place), $"seed {seed}, step {i}: {place}");
            places.Insert(at, place);
        }
        for (var i = 1; i < places.Count; i++) Assert.True(string.CompareOrdinal(places[i - 1], places[i]) < 0, $"seed {seed}, at {i}: {places[i - 1]} and {places[i]}");
    }
}
