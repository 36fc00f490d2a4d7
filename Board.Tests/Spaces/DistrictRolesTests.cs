using Board.Spaces;
using Board.Spaces.District;

namespace Board.Tests.Spaces;

/// <summary>Which roles somebody with an account can have (SPEC.md, SHOP3, SHOP4): those of people who come without one are nobody's to give.</summary>
public sealed class DistrictRolesTests
{
    private static readonly DistrictSpace Space = new();

    public static TheoryData<Role> Everything => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(Everything))]
    public void A_role_is_given_to_people_of_the_district_or_to_nobody(Role role)
    {
        var expected = role is Role.Participant or Role.Viewer ? "malformed" : null;
        Assert.Equal(expected, Space.Apply(DistrictState.None, new PersonAdded("kim", "Kim", [Role.Coach, role], null), Context).Refusal?.Code);
        var district = Space.Apply(DistrictState.None, new PersonAdded("kim", "Kim", [Role.Coach], null), Context).State!;
        Assert.Equal(expected, Space.Apply(district, new RolesChanged("kim", [Role.Coach, role]), Context).Refusal?.Code);
        Assert.Equal(expected is null, Roles.OfTheDistrict.Contains(role));
    }

    private static OpContext Context => new(Person.System, "s", DateTimeOffset.UnixEpoch, 1);
}
