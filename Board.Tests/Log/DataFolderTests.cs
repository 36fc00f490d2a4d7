using System.Diagnostics;
using Board.Log;

namespace Board.Tests.Log;

/// <summary>One process owns the data folder (SPEC.md, LOG6).</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_new_folder_is_created_for_its_owner_alone()
    {
        var path = _temporary.File("one/two");
        using var folder = DataFolder.Take(path);
        Assert.True(Directory.Exists(folder.KeysDirectory));
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder.KeysDirectory));
    }

    [Fact]
    public void Everything_lies_within_the_folder()
    {
        using var folder = DataFolder.Take(_temporary.Path);
        Assert.All([folder.LogDatabase, folder.AccountsDatabase, folder.KeysDirectory], path => Assert.StartsWith(_temporary.Path, path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task LOG6_a_second_process_is_refused_in_words_and_the_first_keeps_the_folder()
    {
        using var folder = DataFolder.Take(_temporary.Path);
        using var second = SecondProcess.Start(null, "hold", _temporary.Path);
        var said = await second.HearAsync();
        Assert.Equal(3, await second.EndAsync());
        Assert.Contains(_temporary.Path, said, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", said, StringComparison.Ordinal);
        Assert.Contains("Stop that server first", said, StringComparison.Ordinal);
        Assert.Throws<DataFolderInUseException>(() => DataFolder.Take(_temporary.Path));
    }

    [Fact]
    public async Task LOG6_a_killed_process_leaves_no_lock_behind()
    {
        using (var second = SecondProcess.Start(null, "hold", _temporary.Path))
        {
            Assert.Equal("taken", await second.HearAsync());
            var refused = Assert.Throws<DataFolderInUseException>(() => DataFolder.Take(_temporary.Path));
            Assert.Equal((_temporary.Path, second.Id), (refused.Folder, refused.Process));
            second.Kill();
            Assert.NotEqual(0, await second.EndAsync());
        }
        DataFolder.Take(_temporary.Path).Dispose();
    }

    [Fact]
    public async Task A_folder_that_was_given_back_can_be_taken()
    {
        DataFolder.Take(_temporary.Path).Dispose();
        using var second = SecondProcess.Start(null, "hold", _temporary.Path);
        Assert.Equal("taken", await second.HearAsync());
        await second.EndWellAsync();
        DataFolder.Take(_temporary.Path).Dispose();
    }

    [Fact]
    public void A_lock_file_without_a_living_process_does_not_keep_anybody_out()
    {
        File.WriteAllText(_temporary.File("board.lock"), "");
        File.WriteAllText(_temporary.File("board.pid"), "1");
        DataFolder.Take(_temporary.Path).Dispose();
    }

    [Fact]
    public async Task A_folder_can_be_taken_while_a_child_of_a_killed_process_lives_on()
    {
        if (OperatingSystem.IsWindows()) return;
        using var child = Hold(_temporary.Path);
        try
        {
            DataFolder.Take(_temporary.Path).Dispose();
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync().InTime();
        }

        // Started while the folder was held: an inherited lock would outlive its owner.
        static Process Hold(string path)
        {
            using var folder = DataFolder.Take(path);
            return Process.Start(new ProcessStartInfo("sleep", "600"))!;
        }
    }
}
