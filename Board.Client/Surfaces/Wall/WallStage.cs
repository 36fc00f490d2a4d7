using Board.Spaces;
using Board.Surfaces.Wall;

namespace Board.Client.Surfaces.Wall;

/// <summary>What the parts of one wall share on one page of somebody who leads: the wall as it is shown, and what is done to it.</summary>
/// <param name="workshop">The workshop's key.</param>
/// <param name="act">Does several things as one, and says so; false if one was refused, which is said, too.</param>
/// <param name="nameOf">What somebody with an account is called.</param>
public sealed class WallStage(
    string workshop, string surface, Func<TimeZoneInfo> zone, Func<string, string> nameOf, Func<IReadOnlyList<SpaceOp>, string, Task<bool>> act)
{
    private readonly CalmWall _calm = new();
    private readonly HashSet<object> _hands = [];
    private HashSet<OwnReaction> _own = [];
    private long _first;

    /// <summary>The wall is to be rendered anew.</summary>
    public event Action? Changed;

    public string Surface => surface;

    /// <summary>As it is.</summary>
    public WallState Now { get; private set; } = WallState.Empty;

    /// <summary>As it is shown, which under a hand is not yet what it is (<see cref="CalmWall"/>).</summary>
    public WallState Shown { get; private set; } = WallState.Empty;

    public WallOutline Outline { get; private set; } = new([]);

    /// <summary>How many cards wait for the hand to leave.</summary>
    public int Waiting => _calm.Waiting;

    public void Show(WallState wall, OwnOnWall own)
    {
        ArgumentNullException.ThrowIfNull(wall);
        ArgumentNullException.ThrowIfNull(own);
        Now = wall;
        _own = [.. own.Reactions];
        _first = wall.Cards.IsEmpty ? 0 : wall.Cards.Values.Min(card => card.At);
        Take(_calm.Follow(wall));
    }

    /// <summary>A hand comes to the wall, or leaves it: while there is one, nothing moves under it.</summary>
    /// <param name="hand">Whose hand it is: a card whose menu is open, or the wall where something is dragged.</param>
    public void Hold(object hand, bool held)
    {
        var changed = held ? _hands.Add(hand) : _hands.Remove(hand);
        if (!changed || _hands.Count != (held ? 1 : 0)) return;
        Take(_calm.Hold(_hands.Count > 0));
        Changed?.Invoke();
    }

    /// <summary>Shows what waits although the hand is still there.</summary>
    public void LetIn()
    {
        Take(_calm.LetIn());
        Changed?.Invoke();
    }

    /// <summary>What can be given to a card: the wall's reactions, and a dot where there is a vote with dots.</summary>
    public IEnumerable<ReactionKind> Kinds => Now.Settings.Dots > 0 ? Now.Settings.Reactions.Append(ReactionLook.Dot) : Now.Settings.Reactions;

    public bool Reacts(string card, string kind) => _own.Contains(new OwnReaction(card, kind));

    public string Age(long at) => CardWords.Age(at, _first, zone());

    /// <summary>Who wrote it, where names show; null where they do not.</summary>
    public string? Writer(string by, string? name) => !Now.Settings.NamesShown ? null : name ?? (by.Length > 0 && nameOf(by) is { Length: > 0 } known ? known : "No name");

    /// <param name="small">For a card; else as large as it is kept.</param>
    public string Picture(string image, bool small = true) => $"/room/{workshop}/images/{image}{(small ? "?size=s" : "")}";

    public Task<bool> DoAsync(SpaceOp op, string said) => act([op], said);

    public Task<bool> DoAsync(IReadOnlyList<SpaceOp> ops, string said) => act(ops, said);

    private void Take(WallState shown) => (Shown, Outline) = (shown, WallOutline.OfShown(shown));
}
