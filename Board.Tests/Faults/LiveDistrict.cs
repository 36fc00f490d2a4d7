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
/// devices over the real hub.
/// </summary>
internal sealed class LiveDistrict : IAsyncDisposable
{
    private const string Surface = "v1";

    private readonly DirectoryInfo _folder;
    private readonly List<LiveWriter> _writers = [];
    private readonly List<string> _cookies = [];
    private readonly List<(string Email, string Password)> _people = [];
    private readonly Ledger _ledger = new();
    private string _space = "";

    private LiveDistrict(DirectoryInfo folder, ServerProcess server) => (_folder, Server) = (folder, server);

    public ServerProcess Server { get; }

    public IReadOnlyList<LiveWriter> Writers => _writers;

    public int Acknowledged => _writers.Sum(writer => writer.Acknowledged);

    /// <summary>Founds the district in a data folder, starts the server there, and lets so many devices join.</summary>
    public static async Task<LiveDistrict> StartAsync(int devices, int seed, string? data = null)
    {
        var folder = Directory.CreateTempSubdirectory("board-faults-");
        data ??= Path.Combine(folder.FullName, "data");
        var list = Path.Combine(folder.FullName, "district.json");
        Assert.Equal(0, await LoadDistrict.RunAsync(["--data", data, "--cycles", "1", "--out", list, "--environment", "Development"]));
        var district = new LiveDistrict(folder, await ServerProcess.StartAsync(data, Environment()));
        await district.JoinAsync(JsonDocument.Parse(await File.ReadAllTextAsync(list)).RootElement, devices, seed);
        return district;
    }

    /// <summary>Starts the server on the same folder, to die at this point if one is given.</summary>
    public Task StartAgainAsync(string? crashAt = null) => Server.StartAgainAsync(Environment(crashAt));

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
        await Task.WhenAll(_writers.Select(writer => writer.UntilAsync(standing => standing is { At: not null, Unconfirmed: 0 })));
        var snapshot = await ReadAsync();
        await Task.WhenAll(_writers.Select(writer => writer.UntilAsync(standing => standing.At >= snapshot.At)));
        foreach (var writer in _writers) Judgement.Same(snapshot.Notes, writer.Confirmed, "what a device holds");
        foreach (var writer in _writers) Assert.Equal(snapshot.Notes.Text.ToString(), writer.Text);
        lock (_ledger) _ledger.Compare(snapshot.Notes.Text.ToString(), new Dictionary<string, int>());
    }

    /// <summary>What somebody gets who comes new.</summary>
    public async Task<LiveFrame.Snapshot> ReadAsync()
    {
        await using var client = await ConnectAsync(0);
        var stream = await client.WatchAsync(_space, Surface);
        return (LiveFrame.Snapshot)LiveFrame.Parse(JsonSerializer.SerializeToUtf8Bytes(await stream.NextAsync("snapshot")));
    }

    /// <summary>A new connection of the coach (0) or the teacher (1), who signs in to this server for it.</summary>
    public async Task<LiveTestClient> SignInAsync(ServerProcess server, int who) =>
        await LiveTestClient.ConnectAsync(server.Address, await SignInAsync(server, _people[who].Email, _people[who].Password));

    /// <summary>The space that everybody writes in.</summary>
    public string Space => _space;

    /// <summary>Ends the server and reads its log from the beginning.</summary>
    public async Task<NotesState> JudgeAsync()
    {
        await Server.KillAsync();
        using var data = DataFolder.Take(Server.Data);
        await using var log = SqliteSpaceLog.Open(data.LogDatabase);
        Assert.True((await log.VerifyAsync()).Whole);
        Assert.True(SpaceId.TryParse(_space, out var space));
        using var judgement = new Judgement(log, space, Surface, _ledger);
        return await judgement.PassAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers) await writer.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Few people write here for many, from many devices and without a pause, so what a person may do is raised.</summary>
    private static (string, string)[] Environment(string? crashAt = null) =>
    [
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
            _writers.Add(new LiveWriter(index, person, _space, Surface, () => ConnectAsync(who), _ledger, letters, unchecked(seed + i)));
        }
    }

    private static async Task<string> SignInAsync(ServerProcess server, string email, string password)
    {
        using var visitor = new Visitor(server.Address);
        var page = await visitor.SignInAsync(email, password);
        Assert.Null(page.Problem);
        return string.Join("; ", visitor.Cookies.GetCookies(server.Address).Select(cookie => $"{cookie.Name}={cookie.Value}"));
    }

    private Task<LiveTestClient> ConnectAsync(int who) => LiveTestClient.ConnectAsync(Server.Address, _cookies[who]);
}
