using System.Collections.Immutable;
using System.Diagnostics;

namespace Board.Spaces.Lobby;

/// <summary>
/// The list of rooms and of the codes that lead to them (SPEC.md, DOOR1). The server alone writes it and reads it; its door opens
/// for nobody, since whoever could read it could walk into every room.
/// </summary>
public sealed class LobbySpace : SpaceKind<LobbyState>
{
    public static readonly SpaceId Id = new("lobby", "main");

    private static readonly Refusal CodeTaken = new("code-taken", "Another room has this code. Nothing was changed; draw another one.");

    public override string Name => "lobby";

    public override SpaceState Empty => LobbyState.None;

    public override ImmutableArray<OpType> Ops { get; } = [OpType.Of<WorkshopListed>("workshop-listed")];

    protected override Refusal? Policy(LobbyState state, SpaceOp op, OpContext context) =>
        !context.Person.IsSystem ? Refusals.ClosedDoor : op is LobbyOp ? null : Refusals.UnknownOp;

    protected override Outcome Apply(LobbyState state, SpaceOp op, OpContext context) => op switch
    {
        WorkshopListed listed => List(state, listed),
        _ => throw new UnreachableException(),
    };

    protected override Audience? AudienceOf(LobbyState state, Person person) => null;

    /// <summary>Codes are in no file that leaves the server: a restored installation draws new ones.</summary>
    protected override SpaceOp? ViewOp(LobbyState state, Entry entry, Audience audience) =>
        audience == Archive && entry.Op is WorkshopListed listed ? listed with { Code = null } : null;

    protected override LobbyState View(LobbyState state, Audience audience) => audience != Archive ? LobbyState.None : state with
    {
        Workshops = state.Workshops.ToImmutableSortedDictionary(workshop => workshop.Key, workshop => workshop.Value with { Code = null }),
        Codes = LobbyState.None.Codes,
    };

    protected override SpaceOp? Inverse(LobbyState before, SpaceOp op) => null;

    private static Outcome List(LobbyState state, WorkshopListed listed)
    {
        if (!SpaceId.TryParse(listed.Workshop, out _) || listed.Days.IsDefaultOrEmpty || listed.Leaders.IsDefaultOrEmpty) return Refusals.UnknownOp;
        var codes = state.Workshops.TryGetValue(listed.Workshop, out var was) && was.Code is { } old ? state.Codes.Remove(old) : state.Codes;
        if (listed.Code is { } code)
        {
            if (codes.ContainsKey(code)) return CodeTaken;
            codes = codes.Add(code, listed.Workshop);
        }
        return state with { Workshops = state.Workshops.SetItem(listed.Workshop, listed), Codes = codes };
    }
}
