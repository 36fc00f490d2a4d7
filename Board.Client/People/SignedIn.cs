using System.Security.Claims;
using Board.Engines;
using Board.Spaces;
using Board.Spaces.District;
using Microsoft.AspNetCore.Components.Authorization;

namespace Board.Client.People;

/// <summary>Who looks at this page: their roles, name and school are read from the district each time, never from a cookie.</summary>
public sealed class SignedIn(AuthenticationStateProvider authentication, SpaceDoor door)
{
    /// <summary>The person with the district as they may see it, or null if nobody is signed in.</summary>
    public async ValueTask<Me?> MeAsync(CancellationToken cancellation = default)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        if (state.User.PersonId() is not { } id) return null;
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        if (district.Person(id) is not { } person) return null;
        var seen = await door.LookAsync<DistrictState>(DistrictSpace.Id, person, cancellation);
        return seen is null ? null : new Me(person, district.People[id], seen);
    }

    /// <summary>The cycles that the person may know of, their own first.</summary>
    public async ValueTask<IReadOnlyList<CycleListing>> CyclesAsync(Person person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        return [.. DistrictSpace.CyclesOf(district, person).OrderByDescending(cycle => cycle.Includes(person.Id))];
    }
}

/// <param name="Person">As policies know them, now.</param>
/// <param name="Member">As people know them.</param>
/// <param name="District">As they may see it.</param>
public sealed record Me(Person Person, Member Member, DistrictState District)
{
    public string FirstName => Member.Name.Split(' ')[0];
}

public static class PersonClaim
{
    /// <summary>The id of the signed-in person, or null.</summary>
    public static string? PersonId(this ClaimsPrincipal? principal) =>
        principal?.Identity?.IsAuthenticated == true ? principal.FindFirstValue(ClaimTypes.NameIdentifier) : null;
}
