using Board.Client.People;
using Board.Engines;
using Board.Spaces;
using Board.Spaces.District;

namespace Board.Server.Accounts;

internal static class RequestPerson
{
    /// <summary>Who asks, as policies know them at this moment; null if nobody is signed in or they have left the district.</summary>
    public static async ValueTask<Person?> PersonAsync(this HttpContext context, SpaceDoor door) =>
        context.User.PersonId() is { } id ? (await door.ReadAsync<DistrictState>(DistrictSpace.Id, context.RequestAborted)).Person(id) : null;
}
