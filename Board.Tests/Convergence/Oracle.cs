using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Tests.Convergence;

/// <summary>
/// Judges a run when it has come to rest: everybody holds one text with the same hands, and it is the one that the log tells.
/// </summary>
internal sealed class Oracle(World world)
{
    /// <returns>A digest of the log.</returns>
    public async Task<string> JudgeAsync()
    {
        using var judgement = new Judgement(world.Store, World.Cycle, World.Surface, world.Ledger);
        var truth = await judgement.PassAsync();
        var digest = judgement.Digest;
        foreach (var (session, number) in world.Servers.SelectMany(server => server.Accepted))
            ConvergenceFailure.Unless(judgement.Reached.GetValueOrDefault(session) >= number, $"{session} {number} was accepted and is not in the log.");
        await CompareServersAsync(truth);
        await CompareClientsAsync(truth);
        return digest;
    }

    private async Task CompareServersAsync(NotesState truth)
    {
        foreach (var server in world.Servers)
        {
            // A server that another one has overtaken learns of it with its next append.
            await server.DoAsync(new GoalSet("The end"), $"end{world.Servers.ToList().IndexOf(server)}");
            var held = ((CycleState)await server.StateAsync()).Notes[World.Surface];
            Judgement.Same(truth, held, "what a server holds");
            foreach (var person in (string?[])[World.Coach.Id, World.Teacher.Id, null]) Judgement.Same(Aside.Of(truth, person), Aside.Of(held, person), "what a server holds");
        }
    }

    private async Task CompareClientsAsync(NotesState truth)
    {
        var text = truth.Text.ToString();
        foreach (var device in world.Devices)
        {
            ConvergenceFailure.Unless(await device.Editor.TextAsync() == text, $"{device.Index} has another text.");
            if (device.Editor is SimulatedEditor simulated) Judgement.Same(truth, simulated.Confirmed, $"what {device.Index} holds");
            Judgement.Same(Aside.Of(truth, device.Person.Id), await device.Editor.AsideAsync(device.Person), $"what {device.Index} holds");
        }
        var line = new Line(World.Coach, world.Servers[0]);
        var stream = await line.Server.WatchAsync(line, 1, new WatchRequest(null, null, false));
        var fresh = new SimulatedEditor(World.Surface);
        while (await stream.TakeAsync() is { } frame) await fresh.ReceiveAsync(new Heard(frame.Utf8));
        Judgement.Same(truth, fresh.Confirmed, "what a fresh reader gets");
        Judgement.Same(Aside.Of(truth, World.Coach.Id), Aside.Of(fresh.Confirmed, World.Coach.Id), "what a fresh reader gets");
    }
}
