using Board.Spaces;

namespace Board.Client.People;

/// <summary>Roles as people say them.</summary>
public static class RoleWords
{
    /// <summary>Such as "coach", "cohort lead".</summary>
    public static string Of(Role role) => role switch
    {
        Role.Teacher => "teacher",
        Role.Coach => "coach",
        Role.Principal => "principal",
        Role.CohortLead => "cohort lead",
        Role.DistrictLeader => "district leader",
        Role.Administrator => "administrator",
        Role.Participant => "participant",
        Role.Viewer => "screen",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static string Of(IEnumerable<Role> roles) => string.Join(", ", roles.Select(Of));
}
