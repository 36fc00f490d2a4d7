using System.CommandLine;
using Board.Server.Hosting;
using Board.Server.Upkeep;

namespace Board.Server.Commands;

/// <summary>
/// What the owner of the machine does at the console: <c>backup</c>, <c>restore</c>, <c>verify</c>, <c>export</c>. Without one of these
/// the program is the server. Exit codes: 0 well, 1 refused in words, 2 damage found.
/// </summary>
public static class BoardCommands
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "The data folder. Default: the server's own setting (BOARD_DATA, Board:Data).",
        HelpName = "FOLDER",
    };

    /// <summary>Whether these are arguments of a command and not settings of the server.</summary>
    public static bool Knows(string[] args) =>
        args is [Order.Backup or Order.Verify or Order.Export or "restore" or "help" or "--help" or "-h" or "-?" or "--version", ..];

    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out);

    internal static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var told = new ConsoleListener(output);
        var root = new RootCommand("Board's server. Without a command it serves, with settings such as --urls and --Board:Data=FOLDER.")
        {
            Backup(told),
            Restore(told),
            Verify(told),
            Export(told),
        };
        return await root.Parse(args is ["help", .. var rest] ? [.. rest, "--help"] : args)
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });
    }

    private static Command Backup(ConsoleListener told)
    {
        var to = Required("--to", "The folder that is made. Nothing is overwritten.", "FOLDER");
        var command = new Command(Order.Backup,
            """
            Makes a verified backup of everything, while the server runs or when it is stopped: the spaces, files, accounts and keys, in a new folder.
            A server that runs makes it itself, so its user must be allowed to write there.

            Example:
              Board.Server backup --data /var/lib/board/data --to /var/backups/board/2026-11-24
            """) { to, Data };
        return Does(command, told, parsed => told.DoAsync(parsed.GetValue(Data), new Order(Order.Backup, To: Full(parsed.GetValue(to)!)), parsed.Cancellation));
    }

    private static Command Restore(ConsoleListener told)
    {
        var from = Required("--from", "The backup.", "FOLDER");
        var replace = new Option<bool>("--replace") { Description = "Keep a data folder that is there aside, under a dated name, and put the backup in its place." };
        var command = new Command("restore",
            """
            Makes a data folder from a backup, while no server runs there. The backup is verified first, and a data folder that is there is never overwritten.
            Run it as the server's user.

            Examples:
              Board.Server restore --from /var/backups/board/2026-11-24 --data /var/lib/board/data --replace
              Board.Server restore --from /var/backups/board/2026-11-24 --data /tmp/drill
            """) { from, Data, replace };
        return Does(command, told, async parsed =>
        {
            var folder = Installation.DataOf(parsed.GetValue(Data));
            return await new Restore(TimeProvider.System).MakeAsync(Full(parsed.GetValue(from)!), folder, parsed.GetValue(replace), told, parsed.Cancellation);
        });
    }

    private static Command Verify(ConsoleListener told)
    {
        var backup = new Option<string?>("--backup") { Description = "Hold a backup against its manifest instead.", HelpName = "FOLDER" };
        var command = new Command(Order.Verify,
            """
            Reads everything that was saved and says whether it still is what it was, while the server runs or when it is stopped. Exit code 2 means damage.

            Examples:
              Board.Server verify --data /var/lib/board/data
              Board.Server verify --backup /var/backups/board/2026-11-24
            """) { backup, Data };
        return Does(command, told, async parsed =>
        {
            if (parsed.GetValue(backup) is not { } folder) return await told.DoAsync(parsed.GetValue(Data), new Order(Order.Verify), parsed.Cancellation);
            var manifest = await Task.Run(() => BackupManifest.Check(Full(folder), told, parsed.Cancellation), parsed.Cancellation);
            told.Report(new Told($"Whole: a backup of {manifest.Made.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC with {manifest.Spaces} spaces, {manifest.Entries} entries, {manifest.Files} files; every file is as it was when it was verified."));
            return Ended.Well;
        });
    }

    private static Command Export(ConsoleListener told)
    {
        var to = Required("--to", "A folder, or a file that ends with .zip, that is made.", "FILE");
        var space = new Option<string?>("--space") { Description = "One space, by the name at the end of its page's address.", HelpName = "cycle-…" };
        var all = new Option<bool>("--all") { Description = "Every space." };
        var command = new Command(Order.Export,
            """
            Writes a space, or all of them, down in open formats: history as JSON lines, state as JSON, notes as Markdown, files as files.
            What belongs to one person alone is withheld. It is for handing a district its own; a backup is another thing.

            Examples:
              Board.Server export --space cycle-7f3kq2mz --to cycle.zip
              Board.Server export --all --to /srv/export-2026-11-24
            """) { to, space, all, Data };
        command.Validators.Add(result =>
        {
            if (result.GetValue(space) is null != result.GetValue(all)) result.AddError("Say which: --space cycle-… or --all.");
        });
        return Does(command, told, parsed =>
            told.DoAsync(parsed.GetValue(Data), new Order(Order.Export, To: Full(parsed.GetValue(to)!), Space: parsed.GetValue(space)), parsed.Cancellation));
    }

    private static Option<string> Required(string name, string description, string what) => new(name) { Description = description, HelpName = what, Required = true };

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>What is in the way is told in words, and there is an exit code for it.</summary>
    private static Command Does(Command command, ConsoleListener told, Func<Asked, Task<int>> work)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                return await work(new Asked(parsed, cancellation));
            }
            catch (UpkeepException refused)
            {
                told.Report(new Told(refused.Message));
                return refused.ExitCode;
            }
            catch (OperationCanceledException)
            {
                told.Report(new Told("Given up. Nothing of it is left."));
                return Ended.Refused;
            }
            catch (Exception failure) when (BoardServer.IsTold(failure))
            {
                told.Report(new Told(failure.Message));
                return failure is Log.LogDamagedException ? Ended.Damaged : Ended.Refused;
            }
        });
        return command;
    }

    private sealed record Asked(ParseResult Parsed, CancellationToken Cancellation)
    {
        public T? GetValue<T>(Option<T> option) => Parsed.GetValue(option);
    }
}
