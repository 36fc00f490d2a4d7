using Board.Client.Surfaces.Wall;

namespace Board.Tests.Client.Wall;

public sealed class NameHintTests
{
    [Theory]
    [InlineData("Mr. D at our school walks in with a clipboard and calls it coaching.")]
    [InlineData("Ask Ms Okafor how she does it")]
    [InlineData("Dr. Whitfield never answers")]
    [InlineData("Principal Castellano listens")]
    [InlineData("We all saw that Dana Whitfield left early")]
    [InlineData("I think, Maribel R. Ruiz knows")]
    public void A_title_or_a_full_name_is_a_reason_to_look_twice(string text) => Assert.True(NameHint.MayName(text));

    [Theory]
    [InlineData("Pay for the second year of training, not just the first.")]
    [InlineData("Tell new principals what a coach is, and is not, before August.")]
    [InlineData("Our Friday, all year. Yellow is held for classrooms.")]
    [InlineData("Put coach and principal in the same training in July.")]
    [InlineData("Coach and teacher plan together")]
    [InlineData("")]
    public void Words_of_every_day_are_none(string text) => Assert.False(NameHint.MayName(text));
}
