using System.Diagnostics;
using System.Globalization;
using Board.Tests.Log;
using Npgsql;

namespace Board.Tests.Hosting;

/// <summary>The tests that share one real PostgreSQL; they run one after the other, since some of them restart it.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresInstance>
{
    public const string Name = "PostgreSQL";
}

/// <summary>
/// A real PostgreSQL for one run of the tests: on a socket in a temporary folder, as an ordinary user, with fsync on. A shell stands
/// guard over it and removes everything when this process has ended, however that was.
/// </summary>
public sealed class PostgresInstance : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Prints the folder when PostgreSQL is ready, then does what it is told, a line each, until its input ends. It goes on when the
    /// terminal is interrupted, since it has to clean up.
    /// </summary>
    private const string Guard = """
        trap '' INT TERM HUP
        cd / && folder=$(mktemp -d /tmp/board-pg-XXXXXX) || exit 1
        end() { pg_ctl -D "$folder/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$folder"; }
        start() { pg_ctl -D "$folder/data" -l "$folder/log" -w -t 60 start >/dev/null 2>&1 && echo ready || { cat "$folder/log"; echo failed; }; }
        initdb -D "$folder/data" -U board -A trust -E UTF8 --locale=C --no-sync >"$folder/init" 2>&1 || { cat "$folder/init"; rm -rf "$folder"; exit 1; }
        printf "listen_addresses = ''\nunix_socket_directories = '%s'\nfsync = on\nsynchronous_commit = on\nmax_connections = 200\nlog_min_messages = warning\n" "$folder" >>"$folder/data/postgresql.conf"
        echo "$folder"
        start
        while read -r what how; do
          case "$what" in
            stop) pg_ctl -D "$folder/data" -m "$how" -w stop >/dev/null 2>&1; echo stopped ;;
            start) start ;;
          esac
        done
        end
        """;

    private string _folder = "";
    private int _databases;

    private Process? Guardian { get; set; }

    /// <summary>Where it can be reached with any of its databases.</summary>
    public string ConnectionTo(string database) => $"Host={_folder};Port=5432;Username=board;Database={database};Maximum Pool Size=30";

    /// <summary>Who it runs as where root runs the tests.</summary>
    public static string OrdinaryUser() => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    public async Task InitializeAsync()
    {
        var programs = Programs() ?? throw new InvalidOperationException(
            "PostgreSQL is not installed, and these tests are about it. Install it (Debian: apt install postgresql), or name the folder of its programs in BOARD_POSTGRES_BIN, or run ./test.sh --quick, which leaves them out.");
        // PostgreSQL does not run as root.
        var (program, arguments) = Environment.UserName == "root" ? ("runuser", new[] { "-u", OrdinaryUser(), "--", "sh", "-c", Guard }) : ("sh", ["-c", Guard]);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{programs}:{start.Environment["PATH"]}";
        start.Environment["LC_ALL"] = "C";
        Guardian = Process.Start(start)!;
        _folder = await HearAsync();
        await ExpectAsync("ready");
    }

    public async Task DisposeAsync()
    {
        if (Guardian is null) return;
        Guardian.StandardInput.Close();
        await Guardian.WaitForExitAsync().WaitAsync(Patience);
        Guardian.Dispose();
    }

    /// <summary>A new database, and where it is.</summary>
    /// <param name="more">What else <c>CREATE DATABASE</c> is told.</param>
    public async Task<string> CreateAsync(string more = "")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"board{Interlocked.Increment(ref _databases)}");
        await RunAsync(ConnectionTo("postgres"), $"CREATE DATABASE {name} {more}");
        return ConnectionTo(name);
    }

    /// <summary>Removes a database and ends whoever is still connected to it.</summary>
    public async Task DropAsync(string connection) =>
        await RunAsync(ConnectionTo("postgres"), $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");

    /// <summary>Ends the connections to a database, as an administrator or a failing network does; how many there were.</summary>
    /// <param name="which">More conditions on <c>pg_stat_activity</c>.</param>
    public async Task<long> TerminateAsync(string connection, string which = "true") => (long)(await AskAsync(
        ConnectionTo("postgres"),
        $"SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{new NpgsqlConnectionStringBuilder(connection).Database}' AND {which}) t"))!;

    /// <summary>Stops PostgreSQL.</summary>
    /// <param name="hard">As a crash would; the next start recovers what was committed.</param>
    public async Task StopAsync(bool hard)
    {
        await Guardian!.StandardInput.WriteLineAsync(hard ? "stop immediate" : "stop fast");
        await Guardian.StandardInput.FlushAsync();
        await ExpectAsync("stopped");
    }

    public async Task StartAsync()
    {
        await Guardian!.StandardInput.WriteLineAsync("start");
        await Guardian.StandardInput.FlushAsync();
        await ExpectAsync("ready");
    }

    /// <summary>Changes something behind the back of everybody; how many rows that touched.</summary>
    public static async Task<int> RunAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync().InTime();
    }

    public static async Task<object?> AskAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync().InTime();
    }

    private async Task ExpectAsync(string word)
    {
        var heard = await HearAsync();
        if (heard != word) throw new InvalidOperationException($"PostgreSQL did not do it: {heard} {await Guardian!.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(2))}");
    }

    private async Task<string> HearAsync() =>
        await Guardian!.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("PostgreSQL could not be set up; what initdb said is above.");

    /// <summary>The folder of initdb, pg_ctl and postgres; the newest where there are several. Debian keeps it off the PATH.</summary>
    private static string? Programs()
    {
        var named = Environment.GetEnvironmentVariable("BOARD_POSTGRES_BIN");
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return new[] { named ?? "" }.Concat(debian).Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }
}
