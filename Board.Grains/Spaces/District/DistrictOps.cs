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

public enum OrganisationType
{
    Region,
    School,
}
