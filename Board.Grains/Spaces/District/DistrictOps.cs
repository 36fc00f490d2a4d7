using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces.District;

/// <summary>What happens in a district: organisations, people with their roles, and the list of coaching cycles.</summary>
public abstract record DistrictOp : SpaceOp;

/// <summary>The first op: the district has a name, and one person who looks after it.</summary>
/// <param name="Name">Such as "Riverbend School District".</param>
/// <param name="IsDemo">A demo district is marked as one on every page and can be deleted in one click.</param>
public sealed record DistrictFounded(string Name, bool IsDemo) : DistrictOp;

public sealed record DistrictRenamed(string Name) : DistrictOp;

/// <param name="Parent">The region or district that it belongs to; null for directly under the district.</param>
public sealed record OrganisationAdded(string Id, OrganisationType Kind, string Name, string? Parent) : DistrictOp;

public sealed record OrganisationRenamed(string Id, string Name) : DistrictOp;

/// <param name="Id">The id of the person's account.</param>
public sealed record PersonAdded(string Id, string Name, ImmutableArray<Role> Roles, string? Organisation) : DistrictOp;

public sealed record PersonRenamed(string Id, string Name) : DistrictOp;

public sealed record PersonMoved(string Id, string? Organisation) : DistrictOp;

public sealed record RolesChanged(string Id, ImmutableArray<Role> Roles) : DistrictOp;

/// <summary>The person can't sign in any more and is gone from every page within five seconds. What they wrote stays.</summary>
public sealed record PersonDeactivated(string Id) : DistrictOp;

public sealed record PersonReactivated(string Id) : DistrictOp;

/// <summary>
/// Keeps the list of cycles that pages show: that a cycle exists, who is in it, its focus, phase and dates, never what is in it.
/// Written after each change of a cycle's members; the cycle itself is the truth.
/// </summary>
/// <param name="Guests">Everybody beside the two for whom something is in it.</param>
public sealed record CycleListed(string Cycle, string Coach, string Teacher, ImmutableArray<string> Guests, string Focus) : DistrictOp
{
    /// <summary>The phase that it is in; null where it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Phase { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Starts { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Ends { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Finished { get; init; }
}

/// <summary>What leads in the district, beside people and settings: its look-fors and its goals. Leaders write it, too.</summary>
public abstract record DirectionOp : DistrictOp;

/// <summary>A list of look-fors of the district's own. One that was removed comes back with what was in it.</summary>
public sealed record CatalogueAdded(string Id, string Name) : DirectionOp;

public sealed record CatalogueRenamed(string Id, string Name) : DirectionOp;

/// <summary>Nobody can choose it any more; what was tagged with it stays.</summary>
public sealed record CatalogueRemoved(string Id) : DirectionOp;

/// <summary>Adds a look-for to a list of the district's own, or changes the one of that code.</summary>
/// <param name="Code">1 to 6 letters, digits and dots, such as "3b": what is typed and printed.</param>
/// <param name="Short">A word or two for a key of the palette; may be empty.</param>
/// <param name="Family">1 to 4: what it shares its colour with.</param>
/// <param name="Description">What one would see; may be empty.</param>
public sealed record LookForSet(string Catalogue, string Code, string Label, string Short, int Family, string Description) : DirectionOp;

public sealed record LookForRemoved(string Catalogue, string Code) : DirectionOp;

/// <summary>Which catalogues the district's lessons are looked at with, in this order; a code that two of them have is the first one's.</summary>
public sealed record CataloguesChosen(ImmutableArray<string> Catalogues) : DirectionOp;

/// <summary>Adds a goal of the district, or changes the one of that id. Cycles may say which one they serve.</summary>
/// <param name="Measure">How the district sees that it gets there, if it knows.</param>
public sealed record DistrictGoalSet(string Id, string Text, string? Measure) : DirectionOp;

public sealed record DistrictGoalRemoved(string Id) : DirectionOp;

public enum OrganisationType
{
    Region,
    School,
}
