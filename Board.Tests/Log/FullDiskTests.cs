using System.Diagnostics;
using Board.Log;
using Board.Log.Sqlite;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>LOG5 on a disk that is really full: a small tmpfs. Where none may be mounted the runner shows this as not verified.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task LOG5_a_full_disk_refuses_appends_serves_reads_and_recovers()
    {
        using var disk = new SmallDisk();
        await using var log = SqliteSpaceLog.Open(disk.File("board.db"));
        await log.AppendAsync(Space("a"), 0, "one");
        var kept = await FillAsync(log, head: 0);
        Assert.InRange(kept, 10, 10_000);
        for (var n = 0; n < 3; n++)
        {
            await Assert.ThrowsAsync<LogFullException>(() => log.AppendAsync(Space("a"), 1, [new byte[2_000_000]]).InTime());
            Assert.Equal(kept, (await log.ReadAllAsync(Space("b"))).Count);
        }
        disk.Grow();
        await log.AppendAsync(Space("a"), 1, [new byte[2_000_000]]).InTime();
        kept += await FillAsync(log, kept);
        Assert.Equal(kept, (await log.ReadAllAsync(Space("b"))).Count);
        Assert.True((await log.VerifyAsync().InTime()).Whole);
    }

    [SmallDiskFact]
    public async Task LOG1_what_was_acknowledged_before_the_disk_was_full_survives_an_end_on_the_full_disk()
    {
        using var disk = new SmallDisk();
        var log = SqliteSpaceLog.Open(disk.File("board.db"));
        var kept = await FillAsync(log, head: 0);
        await log.DisposeAsync();
        disk.Grow();
        log = SqliteSpaceLog.Open(disk.File("board.db"));
        Assert.Equal(kept, (await log.ReadAllAsync(Space("b"))).Count);
        Assert.True((await log.VerifyAsync().InTime()).Whole);
        await log.DisposeAsync();
    }

    /// <summary>Appends until the disk is full; how many entries were acknowledged.</summary>
    private static async Task<int> FillAsync(SqliteSpaceLog log, int head)
    {
        for (var n = 0; ; n++)
        {
            try
            {
                await log.AppendAsync(Space("b"), head + n, [new byte[5_000]]).InTime();
            }
            catch (LogFullException)
            {
                return n;
            }
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SmallDiskFactAttribute : FactAttribute
    {
        public SmallDiskFactAttribute()
        {
            if (!SmallDisk.IsPossible) Skip = "NOT VERIFIED here: this needs Linux and the right to mount a small tmpfs. A full database is verified by LOG5 of the contract.";
        }
    }

    /// <summary>A tmpfs of a few megabytes.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private static readonly Lazy<bool> Possible = new(() =>
        {
            if (!OperatingSystem.IsLinux()) return false;
            try
            {
                new SmallDisk().Dispose();
                return true;
            }
            catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                return false;
            }
        });

        private readonly TemporaryFolder _folder = new();
        private int _megabytes = 3;

        public SmallDisk()
        {
            try
            {
                Mount($"size={_megabytes}m");
            }
            catch
            {
                _folder.Dispose();
                throw;
            }
        }

        public static bool IsPossible => Possible.Value;

        public string File(string name) => _folder.File(name);

        public void Grow() => Mount($"remount,size={_megabytes += 6}m");

        public void Dispose()
        {
            Run("umount", _folder.Path);
            _folder.Dispose();
        }

        private void Mount(string options) => Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", _folder.Path);

        private static void Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var told = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {told}");
        }
    }
}
