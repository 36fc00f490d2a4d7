using Board.Server.Commands;
using Board.Tests.Log;
using static Board.Tests.Server.Upkeep.AtTheConsole;

namespace Board.Tests.Server.Commands;

/// <summary>What the commands say and how they end: 0 well, 1 refused, 2 damaged.</summary>
public sealed class BoardCommandsTests
{
    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("verify")]
    [InlineData("export")]
    public async Task Every_command_explains_itself_with_an_example(string command)
    {
        Assert.Contains($"Board.Server {command} --", await EndsWithAsync(0, command, "--help"), StringComparison.Ordinal);
        Assert.Contains(command, await EndsWithAsync(0, "--help"), StringComparison.Ordinal);
        Assert.Contains($"Board.Server {command} --", await EndsWithAsync(0, "help", command), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("backup", "--to", "x", "--speed", "9")]
    [InlineData("restore", "--from", "x", "y")]
    [InlineData("export", "--to", "x")]
    [InlineData("export", "--to", "x", "--all", "--space", "cycle-c1")]
    public async Task Arguments_that_make_no_sense_are_refused(params string[] args) => await EndsWithAsync(1, args);

    [Theory]
    [InlineData("backup", "--to", "made")]
    [InlineData("verify")]
    [InlineData("export", "--all", "--to", "made")]
    public async Task A_folder_without_data_is_told_and_none_is_created(params string[] args)
    {
        using var folder = new TemporaryFolder();
        string[] there = [.. args.Select(arg => arg == "made" ? folder.File(arg) : arg), "--data", folder.File("nowhere")];
        Assert.Contains("no data folder", await EndsWithAsync(1, there), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Settings_of_the_server_are_no_command()
    {
        Assert.False(BoardCommands.Knows([]));
        Assert.False(BoardCommands.Knows(["--urls", "http://localhost:5080"]));
        Assert.False(BoardCommands.Knows(["--Board:AcceptLoss=true"]));
        Assert.True(BoardCommands.Knows(["backup", "--to", "x"]));
    }
}
