using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces;

/// <summary>
/// What a person is in the district, or how they came without an account. The roles of one space (guest, facilitator) belong to that space.
/// </summary>
public enum Role
{
    Teacher,
    Coach,
    Principal,
    CohortLead,
    DistrictLeader,

    /// <summary>Looks after people and settings, and sees no content.</summary>
    Administrator,

    /// <summary>Came into a workshop with a code and without an account; their id is the server's, for that device and that workshop.</summary>
    Participant,

    /// <summary>A screen that shows and never tells, such as a projector.</summary>
    Viewer,
}

public static class Roles
{
    /// <summary>Those that somebody with an account can have.</summary>
    public static ImmutableArray<Role> OfTheDistrict { get; } =
        [Role.Teacher, Role.Coach, Role.Principal, Role.CohortLead, Role.DistrictLeader, Role.Administrator];
}

/// <summary>Somebody who acts or looks, as policies and views know them.</summary>
/// <param name="Id">Stable, lower-case letters and digits; the id of their account.</param>
/// <param name="Roles">Their roles in the district, as of now.</param>
/// <param name="Organisation">The school, region or district they belong to, if any.</param>
public sealed record Person(string Id, ImmutableHashSet<Role> Roles, string? Organisation = null)
{
    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Whether it is the server itself; also when it was told by another server of a cluster.</summary>
    [JsonIgnore]
    public bool IsSystem => Id == System.Id;

    /// <summary>The server itself, for what nobody in particular does, such as founding a district.</summary>
    public static Person System { get; } = new("system", []);

    public static Person Of(string id, params Role[] roles) => new(id, [.. roles]);
}
