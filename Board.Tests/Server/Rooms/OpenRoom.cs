using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;

namespace Board.Tests.Server.Rooms;

/// <summary>A server with one workshop that Lena facilitates, at a wall with one section.</summary>
internal sealed class OpenRoom : IAsyncDisposable
{
    public const string Wall = "w1";

    public static readonly Person Lena = Person.Of("lena", Role.Coach);

    private OpenRoom(TestServer server, SpaceId space) => (Server, Space) = (server, space);

    public TestServer Server { get; }

    public SpaceId Space { get; }

    public WorkshopDesk Desk => Server.Get<WorkshopDesk>();

    public static async Task<OpenRoom> StartAsync(params string[] settings)
    {
        var server = await TestServer.StartAsync(settings);
        var (workshop, refusal) = await server.Get<WorkshopDesk>().FoundAsync(Lena, "Systems for coaching", [DateOnly.FromDateTime(DateTime.UtcNow)]);
        Assert.Null(refusal);
        var room = new OpenRoom(server, workshop!.Value);
        await room.DoesAsync(
            new ActivityAdded(Wall, ActivityKind.Wall, "Share out", 0, 4),
            new SectionSet(Wall, "schools", "Schools", "How could your district support you?", "i"),
            new ActivityBegun(Wall));
        return room;
    }

    /// <summary>A workshop that somebody else has planned, on a server that runs already and is not the room's to stop.</summary>
    public static OpenRoom Of(TestServer server, SpaceId space) => new(server, space);

    public async Task DoesAsync(params SpaceOp[] ops)
    {
        foreach (var op in ops) Assert.Null((await Desk.DoAsync(Space, Lena, op)).Refusal);
    }

    public async Task<WorkshopState> StateAsync() => await Server.Get<SpaceDoor>().ReadAsync<WorkshopState>(Space);

    public async Task<RoomCode> CodeAsync() => (await StateAsync()).Code!;

    public Phone Phone() => new(Server.Address);

    /// <summary>A phone that came in.</summary>
    public async Task<Phone> JoinAsync(string name = "Ana")
    {
        var phone = Phone();
        var (status, _) = await phone.JoinAsync((await CodeAsync()).Code, name: name);
        Assert.Equal(System.Net.HttpStatusCode.OK, status);
        return phone;
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
