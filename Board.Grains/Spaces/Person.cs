using System.Collections.Immutable;

namespace Board.Spaces;

/// <summary>What a person is in the district. The roles of one space (guest, facilitator) belong to that space.</summary>
public enum Role
{
    Teacher,
    Coach,
    Principal,
    CohortLead,
    DistrictLeader,

    /// <summary>Looks after people and settings, and sees no content.</summary>
    Administrator,
}

/// <summary>Somebody who acts or looks, as policies and views know them.</summary>
/// <param name="Id">Stable, lower-case letters and digits; the id of their account.</param>
/// <param name="Roles">Their roles in the district, as of now.</param>
/// <param name="Organisation">The school, region or district they belong to, if any.</param>
public sealed record Person(string Id, ImmutableHashSet<Role> Roles, string? Organisation = null)
{
    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>The server itself, for what nobody in particular does, such as founding a district.</summary>
    public static Person System { get; } = new("system", []);

    public static Person Of(string id, params Role[] roles) => new(id, [.. roles]);
}
