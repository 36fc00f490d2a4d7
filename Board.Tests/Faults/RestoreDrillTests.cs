using Board.Log;
using Board.Log.Sqlite;
using Board.Spaces;
using Board.Tests.Convergence;
using Board.Tests.Hosting;
using Board.Tests.Log;

namespace Board.Tests.Faults;

/// <summary>
/// The drill that every installation should hold: a backup in the middle of a lesson, the machine is lost, and the backup is restored
/// elsewhere (SPEC.md, RUN4 and RUN5; docs/one-machine.md).
/// </summary>
[Trait("Category", "Crash")]
public sealed class RestoreDrillTests
{
    private const string Surface = "v1";

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_began_is_restored_and_people_sign_in_and_write_on()
    {
        using var folder = new TemporaryFolder();
        var (backup, restored) = (folder.File("backup"), folder.File("restored"));
        await using var district = await LiveDistrict.StartAsync(devices: 4, FuzzRun.FromEnvironment(1).Seed);
        await district.WriteAsync(true);
        await district.UntilAcknowledgedAsync(more: 80);
        var before = (await district.ReadAsync()).At;
        var (token, at) = await TokenAsync(district);

        // While everybody types, and before and after they notice nothing of it.
        var writing = district.Acknowledged;
        var (code, said) = await ServerProcess.CommandAsync("backup", "--data", district.Server.Data, "--to", backup);
        Assert.True(code == 0, said);
        await district.UntilAcknowledgedAsync(more: 40);
        Assert.True(district.Acknowledged > writing);
        await district.ConvergeAsync();
        await district.JudgeAsync(); // kills the server

        (code, said) = await ServerProcess.CommandAsync("restore", "--from", backup, "--data", restored);
        Assert.True(code == 0, said);
        var head = await ComparesAsync(district, restored, before);

        await using (var server = await ServerProcess.StartAsync(restored))
        {
            (code, said) = await ServerProcess.CommandAsync("verify", "--data", restored);
            Assert.True(code == 0, said);
            await WritesOnAsync(district, server, head);
            await IsSentToBeginAnewAsync(district, server, token, at);
        }
        (code, said) = await ServerProcess.CommandAsync("verify", "--data", restored);
        Assert.True(code == 0, said);
    }

    /// <summary>A page that was open before the disaster: how far it had come, and its proof of who it is.</summary>
    private static async Task<(string Token, long At)> TokenAsync(LiveDistrict district)
    {
        await using var client = await district.SignInAsync(district.Server, 0);
        var stream = await client.WatchAsync(district.Space, Surface);
        var welcome = await stream.NextAsync("welcome");
        return (welcome["token"]!.GetValue<string>(), welcome["head"]!.GetValue<long>());
    }

    /// <summary>The restored log is the lost one up to some entry, which is none before the backup began.</summary>
    private static async Task<long> ComparesAsync(LiveDistrict district, string restored, long before)
    {
        Assert.True(SpaceId.TryParse(district.Space, out var space));
        await using var lost = SqliteSpaceLog.Open(Path.Combine(district.Server.Data, "board.db"));
        await using var found = SqliteSpaceLog.Open(Path.Combine(restored, "board.db"));
        Assert.True((await found.VerifyAsync()).Whole);
        var entries = (await found.ReadAllAsync(space)).Select(entry => entry.Text()).ToList();
        Assert.True(entries.Count >= before, $"{entries.Count} entries are there of the {before} that were acknowledged.");
        Assert.Equal((await lost.ReadAllAsync(space)).Take(entries.Count).Select(entry => entry.Text()), entries);
        return entries.Count;
    }

    private static async Task WritesOnAsync(LiveDistrict district, ServerProcess server, long head)
    {
        await using var coach = await district.SignInAsync(server, 0);
        await using var teacher = await district.SignInAsync(server, 1);
        var seen = await teacher.WatchAsync(district.Space, Surface);
        var length = (await seen.NextAsync("snapshot"))["surface"]!["text"]!.GetValue<string>().Length;
        var stream = await coach.WatchAsync(district.Space, Surface);
        var session = (await stream.NextAsync("welcome"))["session"]!.GetValue<string>();
        object[] changes = length == 0 ? [new object[] { 0, "After the storm." }] : [new object[] { 0, "After the storm." }, length];
        var answer = await coach.SubmitAsync(session, head, 1, new { type = "notes-edit", surface = Surface, changes });
        Assert.Equal(head + 1, answer["sequence"]?.GetValue<long>());
        Assert.Contains("After the storm.", (await seen.NextAsync("ops")).ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>Sequences after the backup are given anew, so nobody may go on from one that they remember.</summary>
    private static async Task IsSentToBeginAnewAsync(LiveDistrict district, ServerProcess server, string token, long at)
    {
        await using var client = await district.SignInAsync(server, 0);
        var stream = await client.WatchAsync(district.Space, Surface, token, at, keep: true);
        Assert.Equal("unknown-session", (await stream.NextAsync("closed"))["code"]?.GetValue<string>());
    }
}
