using System.Text.Json;
using Board.Log;
using Board.Log.Sqlite;
using Board.Server.Commands;
using Board.Spaces;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;
using Board.Tests.Hosting;
using Board.Tests.Live;
using Board.Tests.Server;
using Ledger = Board.Tests.Convergence.Ledger;

namespace Board.Tests.Faults;

/// <summary>
/// The real server as a process, with a district in its data folder, and a coach and a teacher who write one note from several
/// devices over the real hub; or several servers on one database, with every device at the next one in turn.
/// </summary>
internal sealed class LiveDistrict : IAsyncDisposable
{
    private const string Surface = "v1";

    private readonly DirectoryInfo _folder;
    private readonly SharedDatabase? _shared;
    private readonly List<LiveWriter> _writers = [];
    private readonly List<string> _cookies = [];
    private readonly List<(string Email, string Password)> _people = [];
    private readonly Ledger _ledger = new();
    private string _space = "";

    private LiveDistrict(DirectoryInfo folder, SharedDatabase? shared, IReadOnlyList<ServerProcess> servers) => (_folder, _shared, Servers) = (folder, shared, servers);

    public IReadOnlyList<ServerProcess> Servers { get; }

    public ServerProcess Server => Servers[0];

    public IReadOnlyList<LiveWriter> Writers => _writers;

    public int Acknowledged => _writers.Sum(writer => writer.Acknowledged);

    /// <summary>Founds the district in a data folder, starts the server there, and lets so many devices join.</summary>
    public static async Task<LiveDistrict> StartAsync(int devices, int seed, string? data = null)
    {
        var folder = Directory.CreateTempSubdirectory("board-faults-");
        data ??= Path.Combine(folder.FullName, "data");
        var list = Path.Combine(folder.FullName, "district.json");
        Assert.Equal(0, await LoadDistrict.RunAsync(["--data", data, "--cycles", "1", "--out", list, "--environment", "Development"]));
        var district = new LiveDistrict(folder, null, [await ServerProcess.StartAsync(data, Environment(null))]);
        await district.JoinAsync(JsonDocument.Parse(await File.ReadAllTextAsync(list)).RootElement, devices, seed);
        return district;
    }

    /// <summary>Founds the district in a database, and starts so many servers on it.</summary>
    public static async Task<LiveDistrict> StartSharedAsync(SharedDatabase shared, int servers, int devices, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("board-faults-");
        var list = Path.Combine(folder.FullName, "district.json");
        Assert.Equal(0, await LoadDistrict.RunAsync(
            ["--data", folder.FullName, "--cycles", "1", "--out", list, "--environment", "Development", "--Board:Store", "postgres", "--Board:Postgres", shared.Connection]));
        var started = await Task.WhenAll(Enumerable.Range(0, servers).Select(_ => ServerProcess.StartAsync(null, Environment(shared))));
        var district = new LiveDistrict(folder, shared, started);
        await district.JoinAsync(JsonDocument.Parse(await File.ReadAllTextAsync(list)).RootElement, devices, seed);
        return district;
    }

    /// <summary>Starts the first server again on what it had, to die at this point if one is given.</summary>
    public Task StartAgainAsync(string? crashAt = null) => Server.StartAgainAsync(Environment(_shared, crashAt));

    public Task WriteAsync(bool writing) => Task.WhenAll(_writers.Select(writer => writer.WriteAsync(writing)));

    /// <summary>Waits until so many more edits of some device are confirmed, or the server has died.</summary>
    public async Task UntilAcknowledgedAsync(int more)
    {
        var goal = Acknowledged + more;
        await Task.WhenAny(Server.WaitForExitAsync(), _writers[0].UntilAsync(_ => Acknowledged >= goal));
    }

    /// <summary>Waits until the server has died at its point; if a device gives up before, with its reason.</summary>
    public async Task UntilDeadAsync() => await await Task.WhenAny([Server.WaitForExitAsync(), .. _writers.Select(writer => writer.UntilAsync(_ => false))]);

    /// <summary>Everybody stops, says what they have to say, and must then hold what all that was written comes to.</summary>
    public async Task ConvergeAsync()
    {
        await WriteAsync(false);
        var heads = await Task.WhenAll(_writers.Select(RestAsync));
        var snapshot = await ReadAsync();
        // A server may know of what the other wrote a moment later than those who wrote it.
        var head = Math.Max(snapshot.At, heads.Max());
        await Task.WhenAll(_writers.Select(writer => writer.UntilAsync(standing => standing.At >= head)));
        foreach (var server in Servers) Judgement.Same((snapshot = await ReadAsync(server)).Notes, _writers[0].Confirmed, "what the first device holds");
        foreach (var writer in _writers) Judgement.Same(snapshot.Notes, writer.Confirmed, "what a device holds");
        foreach (var writer in _writers) Assert.Equal(snapshot.Notes.Text.ToString(), writer.Text);
        lock (_ledger) _ledger.Compare(snapshot.Notes.Text.ToString(), new Dictionary<string, int>());
    }

    /// <summary>What somebody gets who comes new.</summary>
    public async Task<LiveFrame.Snapshot> ReadAsync(ServerProcess? server = null)
    {
        await using var client = await ConnectAsync(server ?? Server, 0);
        var stream = await client.WatchAsync(_space, Surface);
        return (LiveFrame.Snapshot)LiveFrame.Parse(JsonSerializer.SerializeToUtf8Bytes(await stream.NextAsync("snapshot")));
    }

    /// <summary>A new connection of the coach (0) or the teacher (1), who signs in to this server for it.</summary>
    public async Task<LiveTestClient> SignInAsync(ServerProcess server, int who) =>
        await LiveTestClient.ConnectAsync(server.Address, await SignInAsync(server, _people[who].Email, _people[who].Password));

    /// <summary>The space that everybody writes in.</summary>
    public string Space => _space;

    /// <summary>Ends the server and reads its log from the beginning.</summary>
    /// <summary>Ends the servers and reads the log from the beginning.</summary>
    public async Task<NotesState> JudgeAsync()
    {
        foreach (var server in Servers) await server.KillAsync();
        if (_shared is not null) return await JudgeAsync(await _shared.OpenAsync());
        using var data = DataFolder.Take(Server.Data);
        await using var log = SqliteSpaceLog.Open(data.LogDatabase);
        return await JudgeAsync(log);
    }

    private async Task<NotesState> JudgeAsync(ISpaceLog log)
    {
        Assert.True((await log.VerifyAsync()).Whole);
        Assert.True(SpaceId.TryParse(_space, out var space));
        using var judgement = new Judgement(log, space, Surface, _ledger);
        return await judgement.PassAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers) await writer.DisposeAsync();
        foreach (var server in Servers) await server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Few people write here for many, from many devices and without a pause, so what a person may do is raised.</summary>
    private static (string, string)[] Environment(SharedDatabase? shared, string? crashAt = null) =>
    [
        ("Board__Store", shared is null ? "sqlite" : "postgres"),
        ("Board__Postgres", shared?.Connection ?? ""),
        ("Board__Live__SubmissionsPerSecond", "100000"),
        ("Board__Live__SubmissionsAtOnce", "100000"),
        ("BOARD_CRASH_AT", crashAt ?? ""),
    ];

    private async Task JoinAsync(JsonElement district, int devices, int seed)
    {
        var cycle = district.GetProperty("cycles")[0];
        _space = cycle.GetProperty("space").GetString()!;
        var people = district.GetProperty("people").EnumerateArray().Skip(1).Take(2).ToList();
        foreach (var person in people)
        {
            var (email, password) = (person.GetProperty("email").GetString()!, person.GetProperty("password").GetString()!);
            _people.Add((email, password));
            _cookies.Add(await SignInAsync(Server, email, password));
        }
        var letters = new Letters();
        for (var i = 0; i < devices; i++)
        {
            var (index, who) = (i, i % people.Count);
            var person = Person.Of(people[who].GetProperty("id").GetString()!);
            var server = Servers[i % Servers.Count];
            _writers.Add(new LiveWriter(index, person, _space, Surface, () => ConnectAsync(server, who), _ledger, letters, unchecked(seed + i)));
        }
    }

    private static async Task<string> SignInAsync(ServerProcess server, string email, string password)
    {
        using var visitor = new Visitor(server.Address);
        var page = await visitor.SignInAsync(email, password);
        Assert.Null(page.Problem);
        return string.Join("; ", visitor.Cookies.GetCookies(server.Address).Select(cookie => $"{cookie.Name}={cookie.Value}"));
    }

    /// <summary>Once everything that somebody wrote is confirmed: how far they know the history.</summary>
    private static async Task<long> RestAsync(LiveWriter writer)
    {
        var at = 0L;
        await writer.UntilAsync(standing =>
        {
            at = standing.At ?? 0;
            return standing is { At: not null, Unconfirmed: 0 };
        });
        return at;
    }

    /// <summary>Whoever signed in at the first server is signed in at all of them.</summary>
    private Task<LiveTestClient> ConnectAsync(ServerProcess server, int who) => LiveTestClient.ConnectAsync(server.Address, _cookies[who]);
}
