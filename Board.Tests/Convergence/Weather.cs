namespace Board.Tests.Convergence;

/// <summary>
/// What a run is like: how many take part, and how likely each kind of trouble is at each step, in thousandths.
/// </summary>
/// <param name="Devices">Pages that are open at once, 2 to 16.</param>
/// <param name="Servers">1, or 2 engines on one log.</param>
/// <param name="TextLength">From about this length on, people rather delete.</param>
/// <param name="Chatty">How many edits somebody makes in one go, at most.</param>
/// <param name="Drop">A message is lost although its connection lives.</param>
/// <param name="Duplicate">A message arrives twice.</param>
/// <param name="Reorder">A message overtakes another.</param>
/// <param name="Cut">A connection is killed, with what is under way on it.</param>
/// <param name="Away">Somebody goes offline, or comes back.</param>
/// <param name="Reload">A page dies and is opened again.</param>
/// <param name="Leave">A page is closed for ever.</param>
/// <param name="Impatience">A client says again what has not been answered yet.</param>
/// <param name="Deactivate">A server drops the space from memory.</param>
/// <param name="Restart">A server is stopped and started.</param>
/// <param name="Kill">A server is killed, perhaps in mid-append.</param>
/// <param name="AppendFault">An append fails.</param>
/// <param name="ReadFault">A read of the log fails.</param>
/// <param name="Burst">Several submissions arrive while an append is under way.</param>
/// <param name="Forget">An installation forgets a session that it issued.</param>
/// <param name="Hermits">So many devices go away early on, every second one with unconfirmed work, and come back at the end.</param>
internal sealed record Weather(
    int Devices, int Servers, int TextLength, int Chatty, int Drop, int Duplicate, int Reorder, int Cut, int Away, int Reload,
    int Leave, int Impatience, int Deactivate, int Restart, int Kill, int AppendFault, int ReadFault, int Burst, int Forget, int Hermits = 0)
{
    /// <summary>Nothing goes wrong.</summary>
    public static Weather Calm(int devices) =>
        new(devices, 1, 300, 2, Drop: 0, Duplicate: 0, Reorder: 0, Cut: 0, Away: 0, Reload: 0, Leave: 0, Impatience: 0, Deactivate: 0,
            Restart: 0, Kill: 0, AppendFault: 0, ReadFault: 0, Burst: 0, Forget: 0);

    /// <summary>Runs differ in kind, not only in luck: in each some kinds of trouble are absent and others frequent.</summary>
    public static Weather Draw(Random dice)
    {
        var devices = dice.Next(3) switch { 0 => 2, 1 => dice.Next(2, 6), _ => dice.Next(2, 17) };
        int Some(int most) => dice.Next(2) == 0 ? 0 : dice.Next(1, most + 1);
        var hostile = dice.Next(3) == 0;
        return new Weather(
            devices,
            Servers: dice.Next(4) == 0 ? 2 : 1,
            TextLength: dice.Next(3) switch { 0 => 12, 1 => 80, _ => 600 },
            Chatty: dice.Next(3) == 0 ? 8 : 2,
            Drop: hostile ? Some(60) : 0,
            Duplicate: hostile ? Some(100) : 0,
            Reorder: hostile ? Some(150) : 0,
            Cut: Some(20),
            Away: Some(10),
            Reload: Some(10),
            Leave: Some(2),
            Impatience: Some(30),
            Deactivate: Some(6),
            Restart: Some(6),
            Kill: Some(6),
            AppendFault: Some(20),
            ReadFault: Some(6),
            Burst: Some(60),
            Forget: Some(6));
    }
}
