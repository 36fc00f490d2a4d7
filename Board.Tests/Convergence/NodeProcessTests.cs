namespace Board.Tests.Convergence;

public sealed class NodeProcessTests
{
    [Fact]
    public async Task A_line_is_answered_by_a_line()
    {
        await using var node = NodeProcess.Start("changeset-oracle.mjs");
        Assert.Equal("[]", await node.AskAsync("[]"));
        Assert.Equal("[]", await node.AskAsync("[]"));
    }

    [Fact]
    public async Task A_script_that_ends_says_what_it_complained_of()
    {
        await using var node = NodeProcess.Start("changeset-oracle.mjs");
        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => node.AskAsync("no json"));
        Assert.Contains("SyntaxError", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_wait_is_without_end()
    {
        await using var node = NodeProcess.Start("changeset-oracle.mjs");
        var silence = await Assert.ThrowsAsync<TimeoutException>(() => node.ReadAsync(TimeSpan.FromMilliseconds(50)));
        Assert.Contains("changeset-oracle.mjs", silence.Message, StringComparison.Ordinal);
    }
}
