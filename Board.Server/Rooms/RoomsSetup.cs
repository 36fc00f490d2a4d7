using Board.Client.Spaces.Workshop;

namespace Board.Server.Rooms;

internal static class RoomsSetup
{
    public static void AddRooms(this IServiceCollection services) => services
        .AddSingleton<RoomDevices>()
        .AddSingleton<JoinLimits>()
        .AddSingleton<RoomDoor>()
        .AddSingleton<CardImages>()
        .AddSingleton<Screens>()
        .AddSingleton<IScreenLinks>(services => services.GetRequiredService<Screens>())
        .AddSingleton<IRoomClock, ProtocolClock>();
}
