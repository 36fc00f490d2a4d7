using System.Collections.Immutable;

namespace Board.Spaces.Desk;

/// <summary>What a person puts down on their own desk. Nobody else opens it.</summary>
public abstract record DeskOp : SpaceOp;

/// <summary>Where the person's clock stands; times on the desk are local times there.</summary>
/// <param name="Zone">A name of the IANA time zone database, such as "America/New_York".</param>
public sealed record ZoneSet(string Zone) : DeskOp;

/// <summary>Puts something on the calendar; one that was removed comes back like this, too.</summary>
public sealed record EntryPlanned(string Id, Plan Plan) : DeskOp;

/// <summary>Changes an entry, and with it every occurrence of it.</summary>
public sealed record EntryChanged(string Id, Plan Plan) : DeskOp;

public sealed record EntryRemoved(string Id) : DeskOp;

/// <summary>Moves a single occurrence; the others stay.</summary>
/// <param name="Date">The day on which it would have been.</param>
public sealed record OccurrenceMoved(string Id, DateOnly Date, DateOnly To, TimeOnly Starts) : DeskOp;

public sealed record OccurrenceCancelled(string Id, DateOnly Date) : DeskOp;

/// <summary>Keeps a day open for teachers, or gives it back.</summary>
public sealed record DayHeld(DateOnly Date, bool Held) : DeskOp;

/// <summary>Notes down how long something took.</summary>
/// <param name="Category">The id of a <see cref="TimeCategory"/>.</param>
/// <param name="Note">A few words, if the person likes.</param>
public sealed record TimeLogged(string Id, string Category, int Minutes, DateOnly Date, string? Note) : DeskOp;

public sealed record TimeChanged(string Id, string Category, int Minutes, DateOnly Date, string? Note) : DeskOp;

public sealed record TimeRemoved(string Id) : DeskOp;

/// <summary>What time is logged under, in this order. One that has time under it stays.</summary>
public sealed record CategoriesSet(ImmutableArray<TimeCategory> Categories) : DeskOp;

/// <summary>What a coach wants to remember about a teacher as a person. All of it empty takes the note away.</summary>
/// <param name="Teacher">The id of their account.</param>
/// <param name="FaceKnown">Whether the two have met.</param>
/// <param name="Room">Where they are found.</param>
/// <param name="Professional">One fact about their work.</param>
/// <param name="Personal">One fact about them.</param>
public sealed record AcquaintanceNoted(string Teacher, bool FaceKnown, string Room, string Professional, string Personal) : DeskOp;

/// <summary>
/// Gives the calendar feed a new address, so that the old one opens nothing any more, or switches it off. Only a hash of the
/// address's secret is ever kept.
/// </summary>
/// <param name="Hash">SHA-256 of the secret as 64 lower-case hexadecimal digits; null switches the feed off.</param>
public sealed record FeedRenewed(string? Hash) : DeskOp;
