using Board.Grains;
using Board.Spaces;
using Board.Surfaces.Wall;
using Microsoft.AspNetCore.Components;

namespace Board.Client.Surfaces.Wall;

public sealed partial class CardMenu
{
    /// <summary>What is asked for where nobody says it in words of their own.</summary>
    public const string PlainAsk = "Could you say this without naming anybody?";

    private Page _page = Page.First;
    private string _words = "";

    private enum Page
    {
        First,
        Move,
        Group,
        Edit,
        Reword,
    }

    [Parameter, EditorRequired]
    public required Card Card { get; set; }

    [Parameter, EditorRequired]
    public required WallStage Stage { get; set; }

    [Parameter, EditorRequired]
    public required Action Close { get; set; }

    private List<WallSection> Sections => [.. Stage.Now.SectionsInOrder()];

    private List<CardGroup> Groups => [.. Stage.Now.Groups.Where(group => !group.Dissolved)];

    private CardMoved? Earlier => WallPlaces.Step(Stage.Now, Stage.Surface, Card.Id, -1);

    private CardMoved? Later => WallPlaces.Step(Stage.Now, Stage.Surface, Card.Id, 1);

    private void Turn(Page page) => (_page, _words) = (page, page switch
    {
        Page.Edit => Card.Content.Text,
        Page.Reword => PlainAsk,
        _ => "",
    });

    /// <summary>The menu goes first: what it does may move the card.</summary>
    private async Task DoAsync(IReadOnlyList<SpaceOp> ops, string said)
    {
        Close();
        await Stage.DoAsync(ops, said);
    }

    private Task PinAsync() => DoAsync([new CardPinned(Stage.Surface, Card.Id, !Card.Pinned)], Card.Pinned ? "The pin is off." : "Pinned to the top.");

    private Task FocusAsync(string? card) => DoAsync([new CardFocused(Stage.Surface, card)], card is null ? "The screens show the wall again." : "The card is on every screen.");

    private Task MoveAsync(CardMoved? moved) => moved is null ? Task.CompletedTask : DoAsync([moved], "Moved.");

    private Task ToSectionAsync(WallSection section) =>
        WallPlaces.Put(Stage.Now, Stage.Surface, Card.Id, section.Id, null) is { } moved ? DoAsync([moved], $"Moved to {section.Title}.") : Task.CompletedTask;

    private Task GroupAsync(CardGroup group) => DoAsync([new CardGrouped(Stage.Surface, Card.Id, group.Id)], $"Grouped with {group.Name}.");

    private Task UngroupAsync() => DoAsync([new CardGrouped(Stage.Surface, Card.Id, null)], "Out of its group.");

    private async Task NewGroupAsync()
    {
        var (id, name) = (SessionId.NewKey(), _words.Trim());
        if (name.Length == 0) return;
        await DoAsync([new GroupNamed(Stage.Surface, id, name), new CardGrouped(Stage.Surface, Card.Id, id)], $"The group {name} has begun.");
    }

    private async Task EditAsync()
    {
        var words = _words.Trim();
        if (words == Card.Content.Text) Close();
        else if (await Stage.DoAsync(new CardEdited(Stage.Surface, Card.Id, Card.Content with { Text = words }), "The words are saved.")) Close();
    }

    private Task RewordAsync() => DoAsync([new CardModerated(Stage.Surface, Card.Id, CardStanding.Reword, _words.Trim())], "Asked to reword. The room does not see the card until then.");

    private Task SetAsideAsync() => DoAsync([new CardModerated(Stage.Surface, Card.Id, CardStanding.SetAside, "")], "Set aside. The room does not see it.");

    private Task WithdrawAsync() => DoAsync([new CardWithdrawn(Stage.Surface, Card.Id, true)], "Your card is off the wall.");
}
