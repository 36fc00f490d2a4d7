using System.Globalization;
using Board.Tests.Hosting;

namespace Board.Tests.Faults;

/// <summary>A data folder has one owner (SPEC.md, LOG6).</summary>
[Trait("Category", "Crash")]
public sealed class SecondProcessTests
{
    [Fact]
    public async Task A_second_server_on_one_data_folder_refuses_to_start_in_words()
    {
        await using var first = await ServerProcess.StartAsync();
        var owner = await File.ReadAllTextAsync(Path.Combine(first.Data, "board.pid"));
        var (exitCode, said) = await ServerProcess.RunToEndAsync(first.Data);
        Assert.Equal(1, exitCode);
        Assert.Contains("Board could not start.", said, StringComparison.Ordinal);
        Assert.Contains(first.Data, said, StringComparison.Ordinal);
        Assert.Contains(int.Parse(owner, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);

        // The first one goes on, and after a kill -9 the folder is free at once.
        Assert.False(first.HasExited);
        await first.KillAsync();
        await first.StartAgainAsync();
    }
}
