using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace Board.AppHost;

/// <summary>What is to be started.</summary>
/// <param name="Store">Where the servers keep their logs: <c>sqlite</c>, <c>postgres</c> or <c>azure</c>.</param>
/// <param name="Engine">Where grains live: <c>embedded</c> or <c>orleans</c>.</param>
/// <param name="Servers">How many servers.</param>
/// <param name="Port">The first server's port; the next ones follow it.</param>
/// <param name="Data">The folder of everything that is kept; null for the servers' default, or one beside it where there are several.</param>
/// <param name="Postgres">The connection string of a PostgreSQL server that is running already.</param>
/// <param name="Azurite">Whether Azurite is started.</param>
/// <param name="Open">Whether the browser is opened.</param>
/// <param name="ServerArguments">What is passed on to each server.</param>
internal sealed record Wanted(
    string Store, string Engine, int Servers, int Port, string? Data, string? Postgres, bool Azurite, bool Open, ImmutableArray<string> ServerArguments)
{
    /// <summary>The folder of what this program itself starts, and of servers that must not share one.</summary>
    public string Folder => Path.GetFullPath(Data ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "board-development"));

    /// <summary>Where a server listens to the others of its cluster: behind the ports of all of them.</summary>
    /// <param name="number">Counted from 1.</param>
    public int ClusterPort(int number) => Port + Servers + number - 1;

    /// <summary>Reads the command line. Help and mistakes are answered here, with the exit code.</summary>
    /// <param name="builtEngine">The engine that the servers were built with.</param>
    public static Wanted? Read(string[] args, string builtEngine, out int exitCode)
    {
        var dashes = Array.IndexOf(args, "--");
        var (own, passed) = dashes < 0 ? (args, []) : (args[..dashes], args[(dashes + 1)..]);
        var store = new Option<string?>("--store") { Description = "Where the logs are kept: sqlite, postgres or azure. Default: sqlite; azure where the engine is orleans." };
        store.AcceptOnlyFromAmong("sqlite", "postgres", "azure");
        var engine = new Option<string?>("--engine") { Description = "Where spaces live: embedded, or orleans where the build has it. Default: that of the build." };
        engine.AcceptOnlyFromAmong("embedded", "orleans");
        var servers = new Option<int?>("--servers") { Description = "How many servers, 1 to 9. Default: 2 where the engine is orleans, else 1." };
        servers.Validators.Add(result => Within(result, 1, 9));
        var port = new Option<int>("--port") { Description = "The first server's port; the next ones follow it.", DefaultValueFactory = _ => 5080 };
        port.Validators.Add(result => Within(result, 1, 65_000));
        var data = new Option<string?>("--data") { Description = "The folder of everything that is kept. Default: the server's own." };
        var postgres = new Option<string?>("--postgres") { Description = "The connection string of a PostgreSQL server that is running. Default: Board__Postgres in the environment." };
        var azurite = new Option<bool>("--azurite") { Description = "Start Azurite although the store is another." };
        var open = new Option<bool>("--open") { Description = "Open the browser when the first server is ready." };
        var command = new RootCommand("Starts Board on this machine. What comes after -- is passed on to each server.") { store, engine, servers, port, data, postgres, azurite, open };

        var parsed = command.Parse(own);
        exitCode = parsed.Action is null ? 0 : parsed.Invoke();
        if (parsed.Action is not null || parsed.Errors.Count > 0) return null;
        var where = parsed.GetValue(engine) ?? builtEngine;
        var orleans = where == "orleans";
        var kept = parsed.GetValue(store) ?? (orleans ? "azure" : "sqlite");
        return new Wanted(
            kept, where, parsed.GetValue(servers) ?? (orleans ? 2 : 1), parsed.GetValue(port), parsed.GetValue(data),
            parsed.GetValue(postgres) ?? Environment.GetEnvironmentVariable("Board__Postgres"), kept == "azure" || parsed.GetValue(azurite), parsed.GetValue(open), [.. passed]);
    }

    private static void Within(OptionResult result, int least, int most)
    {
        if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && (number < least || number > most))
            result.AddError($"{result.Option.Name} is a number from {least} to {most}.");
    }
}
