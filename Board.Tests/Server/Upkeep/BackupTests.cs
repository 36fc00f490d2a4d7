using System.Text.Json;
using Board.Files;
using Board.Log;
using Board.Log.Sqlite;
using Board.Server.Accounts;
using Board.Server.Hosting;
using Board.Server.Upkeep;
using Board.Spaces;
using Board.Spaces.District;
using Board.Tests.Faults;
using Board.Tests.Log;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using static Board.Tests.Server.Upkeep.AtTheConsole;

namespace Board.Tests.Server.Upkeep;

/// <summary>Backing up and restoring one machine (SPEC.md, RUN4 and RUN5).</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly SpaceId Cycle = new("cycle", "c1");

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File("backups/monday");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RUN4_a_backup_of_a_running_server_is_restored_with_spaces_files_accounts_and_keys()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        await server.Get<IFileStore>().PutAsync(DistrictSpace.Id, "photo", new StoredFile("image/jpeg", "a photo"u8.ToArray()));
        var said = await EndsWithAsync(0, "backup", "--data", Data(server), "--to", Target);
        Assert.Contains("verified", said, StringComparison.Ordinal);
        var entries = (await server.Get<ISpaceLog>().ReadAllAsync(DistrictSpace.Id)).Select(entry => entry.Text()).ToList();

        await EndsWithAsync(0, "verify", "--backup", Target);
        await EndsWithAsync(0, "restore", "--from", Target, "--data", _folder.File("restored"));
        await using var restored = await BoardServer.BuildAsync([$"--Board:Data={_folder.File("restored")}", "--Logging:LogLevel:Default=None"]);
        Assert.Equal(entries, (await restored.Services.GetRequiredService<ISpaceLog>().ReadAllAsync(DistrictSpace.Id)).Select(entry => entry.Text()));
        Assert.Equal("a photo"u8.ToArray(), (await restored.Services.GetRequiredService<IFileStore>().GetAsync(DistrictSpace.Id, "photo"))!.Content.ToArray());
        await using var scope = restored.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True(await users.CheckPasswordAsync((await users.FindByEmailAsync("dana@example.org"))!, TestServer.Password));
        foreach (var key in Directory.EnumerateFiles(Path.Combine(Data(server), "keys")))
            Assert.Equal(await File.ReadAllBytesAsync(key), await File.ReadAllBytesAsync(_folder.File($"restored/keys/{Path.GetFileName(key)}")));
    }

    [Fact]
    public async Task RUN4_a_backup_lists_every_file_with_its_hash_and_is_for_its_owner_alone()
    {
        await FillAsync();
        await EndsWithAsync(0, "backup", "--data", _folder.File("data"), "--to", Target);
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Target, "backup.json")));
        Assert.Equal(["board.db", "board.db-witness", "files.db"], manifest.RootElement.GetProperty("contents").EnumerateArray().Select(file => file.GetProperty("name").GetString()));
        Assert.Equal(["backup.json", "board.db", "board.db-witness", "files.db"], Directory.EnumerateFiles(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(3, manifest.RootElement.GetProperty("entries").GetInt64());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Target));
    }

    [Fact]
    public async Task RUN4_what_is_there_is_never_written_over_and_a_refused_backup_leaves_nothing()
    {
        await FillAsync();
        Directory.CreateDirectory(Target);
        await File.WriteAllTextAsync(Path.Combine(Target, "mine"), "mine");
        Assert.Contains("nothing is ever overwritten", await EndsWithAsync(1, "backup", "--data", _folder.File("data"), "--to", Target), StringComparison.Ordinal);
        Assert.Equal([Path.Combine(Target, "mine")], Directory.EnumerateFileSystemEntries(Target));
        Assert.Contains("within the data folder", await EndsWithAsync(1, "backup", "--data", _folder.File("data"), "--to", _folder.File("data/backup")), StringComparison.Ordinal);
        Assert.False(Path.Exists(_folder.File("data/backup")));
        Assert.Equal([Target], Directory.EnumerateFileSystemEntries(_folder.File("backups")));
    }

    [Fact]
    public async Task RUN4_a_backup_that_is_given_up_leaves_nothing()
    {
        await FillAsync();
        using var data = DataFolder.Take(_folder.File("data"));
        await using var log = SqliteSpaceLog.Open(data.LogDatabase);
        await using var files = SqliteFileStore.Open(data.FilesDatabase);
        using var cancellation = new CancellationTokenSource();
        var giveUp = new Listener(told =>
        {
            if (told.Progress == "Verifying the copy") cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Backup(log, files, data, TimeProvider.System).MakeAsync(Target, giveUp, cancellation.Token).InTime());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("backups")));
    }

    [Fact]
    public async Task RUN4_damaged_data_is_not_passed_off_as_a_backup()
    {
        await FillAsync();
        Change(_folder.File("data/board.db"), "UPDATE entries SET payload = x'41' WHERE sequence = 2");
        Assert.Contains("entry 2 is not what was saved", await EndsWithAsync(2, "verify", "--data", _folder.File("data")), StringComparison.Ordinal);
        await EndsWithAsync(2, "backup", "--data", _folder.File("data"), "--to", Target);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("backups")));
    }

    [SmallDiskFact]
    public async Task RUN4_a_full_disk_is_told_and_keeps_nothing_half_done()
    {
        await FillAsync(megabytes: 20);
        using var disk = new SmallDisk();
        var said = await EndsWithAsync(1, "backup", "--data", _folder.File("data"), "--to", Path.Combine(disk.Data, "monday"));
        Assert.Contains("No backup was made", said, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Data));
    }

    [SmallDiskFact]
    public async Task RUN4_a_disk_that_fills_up_while_it_is_written_to_is_told_and_keeps_nothing_half_done()
    {
        await FillAsync(megabytes: 5);
        using var disk = new SmallDisk();
        using var data = DataFolder.Take(_folder.File("data"));
        await using var log = SqliteSpaceLog.Open(data.LogDatabase);
        await using var files = SqliteFileStore.Open(data.FilesDatabase);
        var filled = false;
        var fill = new Listener(_ =>
        {
            if (!filled) disk.Fill();
            filled = true;
        });
        var refused = await Assert.ThrowsAsync<UpkeepException>(() => new Backup(log, files, data, TimeProvider.System).MakeAsync(Path.Combine(disk.Data, "monday"), fill, default).InTime());
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("no room", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Data));
        await log.AppendAsync(Cycle, 3, "the server goes on");
    }

    [Fact]
    public async Task RUN5_a_damaged_backup_is_refused_and_nothing_is_changed()
    {
        await FillAsync();
        await EndsWithAsync(0, "backup", "--data", _folder.File("data"), "--to", Target);
        foreach (var name in new[] { "board.db", "board.db-witness", "files.db", "backup.json" })
        {
            var path = Path.Combine(Target, name);
            var whole = await File.ReadAllBytesAsync(path);
            var changed = whole.ToArray();
            changed[changed.Length / 2] ^= 0x20;
            await File.WriteAllBytesAsync(path, changed);
            await EndsWithAsync(2, "verify", "--backup", Target);
            await EndsWithAsync(2, "restore", "--from", Target, "--data", _folder.File("restored"));
            Assert.False(Path.Exists(_folder.File("restored")));
            await File.WriteAllBytesAsync(path, whole);
        }
        File.Delete(Path.Combine(Target, "files.db"));
        await EndsWithAsync(2, "restore", "--from", Target, "--data", _folder.File("restored"));
        Assert.Contains("is no backup", await EndsWithAsync(1, "restore", "--from", _folder.File("data"), "--data", _folder.File("restored")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RUN5_a_backup_whose_hashes_are_right_but_whose_chain_is_not_is_refused()
    {
        await FillAsync();
        await EndsWithAsync(0, "backup", "--data", _folder.File("data"), "--to", Target);
        Change(Path.Combine(Target, "board.db"), "UPDATE entries SET payload = x'41' WHERE sequence = 2");
        File.Delete(Path.Combine(Target, "backup.json"));
        _ = BackupManifest.Write(Target, DateTimeOffset.UnixEpoch, new Findings(new LogReport([], [], []), 0, []), default);
        var said = await EndsWithAsync(2, "restore", "--from", Target, "--data", _folder.File("restored"));
        Assert.Contains("Nothing was changed", said, StringComparison.Ordinal);
        Assert.False(Path.Exists(_folder.File("restored")));
    }

    [Fact]
    public async Task RUN5_a_data_folder_that_is_there_is_kept_aside_and_only_when_asked_to()
    {
        await FillAsync();
        await EndsWithAsync(0, "backup", "--data", _folder.File("data"), "--to", Target);
        var before = await File.ReadAllBytesAsync(Path.Combine(Target, "board.db"));
        await AppendAsync(3, "after the backup");
        Assert.Contains("--replace", await EndsWithAsync(1, "restore", "--from", Target, "--data", _folder.File("data")), StringComparison.Ordinal);
        await EndsWithAsync(0, "restore", "--from", Target, "--data", _folder.File("data"), "--replace");
        var aside = Assert.Single(Directory.EnumerateDirectories(_folder.Path, "data-kept-*"));
        Assert.Equal(4, await HeadAsync(aside));
        Assert.Equal(3, await HeadAsync(_folder.File("data")));
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Target, "board.db")));
    }

    [Fact]
    public async Task RUN5_nothing_is_restored_beneath_a_running_server()
    {
        await FillAsync();
        await EndsWithAsync(0, "backup", "--data", _folder.File("data"), "--to", Target);
        await using var server = await TestServer.StartAsync();
        Assert.Contains("stop the server", await EndsWithAsync(1, "restore", "--from", Target, "--data", Data(server), "--replace"), StringComparison.Ordinal);
    }

    private static string Data(TestServer server) => server.Get<DataFolder>().Path;

    private async Task FillAsync(int megabytes = 0)
    {
        using var data = DataFolder.Take(_folder.File("data"));
        await using var log = SqliteSpaceLog.Open(data.LogDatabase);
        await log.AppendAsync(Cycle, 0, "one", "two", "three");
        for (var n = 0; n < megabytes; n++) await log.AppendAsync(new SpaceId("cycle", "large"), n, new string('x', 1_000_000));
    }

    private async Task AppendAsync(long head, string text)
    {
        await using var log = SqliteSpaceLog.Open(_folder.File("data/board.db"));
        await log.AppendAsync(Cycle, head, text);
    }

    private static async Task<long> HeadAsync(string data)
    {
        await using var log = SqliteSpaceLog.Open(Path.Combine(data, "board.db"));
        return await log.HeadAsync(Cycle);
    }

    private static void Change(string database, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    private sealed class Listener(Action<Told> then) : IProgress<Told>
    {
        public void Report(Told value) => then(value);
    }
}
