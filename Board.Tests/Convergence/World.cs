using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;

namespace Board.Tests.Convergence;

/// <summary>
/// The whole path of live editing under one seed: devices, a network, servers with the real engine, a store. Each step does
/// one thing and waits until it is done, so that a seed gives the same run every time. After the last edit the trouble ends,
/// everybody catches up, and <see cref="Oracle"/> judges.
/// </summary>
internal sealed partial class World
{
    public const string Surface = "v1";
    private const int MostStepsWithoutEdit = 20_000;
    public static readonly SpaceId Cycle = new("cycle", "c1");
    public static readonly Person Coach = Person.Of("maribel", Role.Coach);
    public static readonly Person Teacher = Person.Of("adaeze", Role.Teacher);
    private static readonly Person[] People = [Coach, Teacher, Person.Of("ines"), Person.Of("jun"), Person.Of("kofi")];

    public static readonly SpaceOp[] Setup =
    [
        new CycleOpened(Coach.Id, Teacher.Id, "Fractions"),
        new VisitAdded(Surface, "Fractions on the number line", "Room 4B", null),
        .. People.Skip(2).Select(person => new GuestAdmitted(person.Id, GuestRole.Observer)),
        .. SuggestedCounters.All,
        .. SuggestedCounters.All.Select(counter => new CounterAgreed(counter.Id)),
    ];

    private readonly Parts _parts;
    private readonly Random _dice;
    private readonly Letters _letters = new();
    private readonly Hand _hand;
    private readonly Voice _voice;
    private readonly StepTime _time = new();
    private readonly Tokens _tokens = new();
    private readonly Trace _trace = new();
    private readonly List<SimulatedServer> _servers = [];
    private readonly List<Device> _devices = [];
    private IReadOnlyList<SimulatedServer> _reachable;
    private readonly Weather _drawn;
    private Weather _weather;
    private int _opened;

    private World(int seed, Weather? weather, Parts parts, ISpaceLog store)
    {
        (_parts, Store) = (parts, parts.Store(store));
        _reachable = _servers;
        _dice = FuzzRun.Source(seed);
        _hand = new Hand(_dice, _letters);
        _voice = new Voice(_dice, Surface);
        var drawn = Weather.Draw(_dice);
        _weather = _drawn = parts.Shape(weather ?? drawn);
    }

    public Ledger Ledger { get; } = new();

    public ISpaceLog Store { get; }

    public IReadOnlyList<Device> Devices => _devices;

    public IReadOnlyList<SimulatedServer> Servers => _servers;

    /// <summary>Runs a seed to its end, through so many edits.</summary>
    /// <param name="weather">The seed's own weather if null.</param>
    /// <param name="store">A memory log if null.</param>
    /// <returns>A digest of the whole log: equal for equal runs.</returns>
    /// <exception cref="ConvergenceFailure">Something was lost, doubled or forked, or did not come to rest; with the last steps.</exception>
    public static async Task<string> RunAsync(int seed, int edits, Parts? parts = null, Weather? weather = null, ISpaceLog? store = null)
    {
        var world = new World(seed, weather, parts ?? Parts.Right, store ?? new MemorySpaceLog());
        try
        {
            await world.OpenAsync();
            await world.WriteAsync(edits);
            await world.HealAsync();
            return await new Oracle(world).JudgeAsync();
        }
        catch (Exception failure)
        {
            throw new ConvergenceFailure(
                $"Seed {seed}, {edits} edits, {world._drawn}: {failure.Message}\nThe last steps:\n{world._trace}", failure);
        }
        finally
        {
            foreach (var server in world._servers) await server.DisposeAsync();
        }
    }

    private async Task OpenAsync()
    {
        for (var i = 0; i < _weather.Servers; i++) _servers.Add(new SimulatedServer(Store, _time, _tokens, _parts));
        foreach (var server in _servers) server.Start();
        var number = 0;
        foreach (var op in Setup) ConvergenceFailure.Unless((await _servers[0].DoAsync(op, $"setup{++number}")).Accepted, "The cycle could not be set up.");
        while (_devices.Count < _weather.Devices) await JoinAsync();
    }

    private async Task WriteAsync(int edits)
    {
        for (var (steps, written) = (0, 0); written < edits; steps++)
        {
            await StepAsync();
            if (Ledger.Edits.Count > written) (steps, written) = (0, Ledger.Edits.Count);
            ConvergenceFailure.Unless(steps < MostStepsWithoutEdit, $"Nobody can write any more after {written} edits.");
        }
    }

    private async Task JoinAsync()
    {
        var device = new Device(_opened, People[_opened++ % People.Length]);
        device.Open(await _parts.EditorAsync());
        _devices.Add(device);
    }

    private bool Chance(int thousandths) => thousandths > 0 && _dice.Next(1000) < thousandths;

    private T Pick<T>(IReadOnlyList<T> of) => of[_dice.Next(of.Count)];

    private Endpoint PickEndpoint()
    {
        var device = Pick(_devices);
        return device.Errands.Count > 0 && _dice.Next(2) == 0 ? Pick(device.Errands).Endpoint : device.Page;
    }

    private void Note(string step) => _trace.Note(step);
}
