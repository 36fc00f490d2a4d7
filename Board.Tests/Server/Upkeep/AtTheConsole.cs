using Board.Server.Commands;

namespace Board.Tests.Server.Upkeep;

/// <summary>Commands as the owner of the machine gives them, and what they say.</summary>
internal static class AtTheConsole
{
    public static async Task<(int ExitCode, string Said)> RunAsync(params string[] args)
    {
        await using var said = new StringWriter();
        var code = await BoardCommands.RunAsync(args, said).WaitAsync(TimeSpan.FromSeconds(60));
        return (code, said.ToString());
    }

    /// <summary>Fails with what was said where it does not end like that.</summary>
    public static async Task<string> EndsWithAsync(int code, params string[] args)
    {
        var (ended, said) = await RunAsync(args);
        Assert.True(code == ended, $"{string.Join(' ', args)} ended with {ended}: {said}");
        return said;
    }
}
