using Board.Engines;
using Board.Log;
using Board.Spaces;
using Board.Tests.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Grains;

/// <summary>
/// Entries that a later release has written (SPEC.md, LOG7; docs/upgrade.md): where a server does not know them it says so, and neither
/// takes them for damage nor passes over them.
/// </summary>
public sealed class NewerEntriesTests
{
    private static readonly SpaceId Cycle = new("cycle", "c1");

    private const string Opened = """{"seq":1,"at":1790000000000,"by":"p1","session":"s1","n":1,"op":{"type":"cycle-opened","coach":"p1","teacher":"p2","focus":"Talk"}}""";

    [Fact]
    public async Task LOG7_an_op_of_a_later_release_closes_its_space_in_words_and_is_no_damage()
    {
        var failure = await OpenAsync("""{"seq":2,"at":1790000000001,"by":"p1","session":"s1","n":2,"op":{"type":"weather-set","sun":true}}""");
        Assert.Contains("newer version", Assert.IsType<LogUnavailableException>(failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LOG7_a_property_that_a_later_release_adds_is_passed_over() =>
        Assert.Null(await OpenAsync("""{"seq":2,"at":1790000000001,"by":"p1","session":"s1","n":2,"tone":"calm","op":{"type":"goal-set","goal":"Talk more","since":5}}"""));

    [Theory]
    [InlineData("""{"seq":2,"at":1790000000001,"by":"p1","session":"s1","n":2,"op":{"type":"goal-set"}}""")]
    [InlineData("""{"seq":2,"at":1790000000001,"by":"p1","session":"s1","n":2,"op":{"sun":true}}""")]
    [InlineData("""{"seq":2,"at":17900000""")]
    public async Task LOG4_what_no_release_writes_is_damage(string entry) => Assert.IsType<LogDamagedException>(await OpenAsync(entry));

    private static async Task<Exception?> OpenAsync(string entry)
    {
        await using var log = new MemorySpaceLog();
        await log.AppendAsync(Cycle, 0, Opened, entry);
        await using var engine = new EmbeddedEngine(log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
        return await Record.ExceptionAsync(async () => (await engine.OpenAsync(Cycle, default).InTime()).Dispose());
    }
}
