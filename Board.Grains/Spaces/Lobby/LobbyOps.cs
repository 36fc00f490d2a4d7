using System.Collections.Immutable;

namespace Board.Spaces.Lobby;

/// <summary>What the server writes down about rooms, so that a code leads to its room and people find theirs.</summary>
public abstract record LobbyOp : SpaceOp;

/// <summary>What a workshop says of itself, in place of what it said before.</summary>
/// <param name="Workshop">Id of the space.</param>
/// <param name="Days">The days on which it meets, the first one first.</param>
/// <param name="Leaders">Ids of those who lead, the facilitator first.</param>
/// <param name="Code">The room's code; null when nobody can come in with one any more.</param>
public sealed record WorkshopListed(string Workshop, string Title, ImmutableArray<DateOnly> Days, ImmutableArray<string> Leaders, bool Ended, string? Code) : LobbyOp;
