using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>With whom a teacher can share a lesson.</summary>
public static class SharingCandidates
{
    private static readonly Role[] Leads = [Role.Principal, Role.CohortLead, Role.DistrictLeader];

    /// <summary>The principals of her school first; then other principals and leaders, by name.</summary>
    public static List<Member> Of(DistrictState district, CycleMembers members)
    {
        ArgumentNullException.ThrowIfNull(district);
        ArgumentNullException.ThrowIfNull(members);
        var school = district.People.GetValueOrDefault(members.Teacher)?.Organisation;
        return [.. district.People.Values
            .Where(member => member.Active && !members.IsPartner(member.Id) && member.Roles.Any(role => Leads.Contains(role)))
            .OrderByDescending(member => school is not null && member.Organisation == school && member.Roles.Contains(Role.Principal))
            .ThenByDescending(member => member.Roles.Contains(Role.Principal))
            .ThenBy(member => member.Name, StringComparer.Ordinal)];
    }
}
