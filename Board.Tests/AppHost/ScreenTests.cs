using Board.AppHost;

namespace Board.Tests.AppHost;

public sealed class ScreenTests
{
    [Fact]
    public void Lines_stand_under_their_names_and_are_plain_without_colours()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var screen = new Screen(output, colours: false);
        screen.Say("server1", "hello");
        screen.Say("a-very-long-name", "hello");
        screen.Say("bye");
        Assert.Equal("server1  | hello\na-very-long-name | hello\nboard            | bye\n", output.ToString());
    }

    [Fact]
    public void Each_name_keeps_a_colour_of_its_own()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var screen = new Screen(output, colours: true);
        screen.Say("server1", "a");
        screen.Say("server2", "b");
        screen.Say("server1", "c");
        var colours = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.IndexOf('m', StringComparison.Ordinal)]).ToArray();
        Assert.Equal(colours[0], colours[2]);
        Assert.NotEqual(colours[0], colours[1]);
    }

    [Theory]
    [InlineData("--servers 0")]
    [InlineData("--servers 10")]
    [InlineData("--port 70000")]
    [InlineData("--store floppy")]
    [InlineData("--sevrers 2")]
    public void What_cannot_be_meant_is_not_started(string line)
    {
        Assert.Null(Wanted.Read(line.Split(' '), "embedded", out var exitCode));
        Assert.NotEqual(0, exitCode);
    }

    [Fact]
    public void What_is_not_said_follows_from_the_engine()
    {
        var embedded = Wanted.Read([], "embedded", out _)!;
        Assert.Equal(("sqlite", 1, false), (embedded.Store, embedded.Servers, embedded.Azurite));
        var orleans = Wanted.Read(["--", "--Board:Demo=false"], "orleans", out _)!;
        Assert.Equal(("azure", 2, true), (orleans.Store, orleans.Servers, orleans.Azurite));
        Assert.Equal("--Board:Demo=false", Assert.Single(orleans.ServerArguments));
    }
}
