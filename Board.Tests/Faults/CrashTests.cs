using System.Globalization;
using Board.Grains;
using Board.Tests.Convergence;

namespace Board.Tests.Faults;

/// <summary>
/// kill -9 in mid-typing, at random and at every named point between a submission and its echo: nothing that was acknowledged is
/// lost, and everybody converges (SPEC.md: LOG1, GRAIN1, OP3). Any number of rounds: <c>./fuzz.sh crash 1000</c>.
/// </summary>
[Trait("Category", "Crash")]
public sealed class CrashTests
{
    private static readonly string[] Points = [CrashPoint.BeforeAppend, CrashPoint.AfterCommit, CrashPoint.BeforeAcknowledgement, CrashPoint.BeforeBroadcast];

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_server_is_killed_in_mid_typing()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("BOARD_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out var asked) ? asked : 50;
        var seed = FuzzRun.FromEnvironment(1).Seed;
        var dice = FuzzRun.Source(seed);
        await using var district = await LiveDistrict.StartAsync(devices: 5, seed);
        await district.WriteAsync(true);
        await district.UntilAcknowledgedAsync(more: 20);
        await district.Server.KillAsync();
        for (var round = 0; round < rounds; round++)
        {
            // Every second round ends at a point, the points in turn; the others wherever the server happens to be.
            var point = round % 2 == 0 ? null : $"{Points[round / 2 % Points.Length]}:{dice.Next(1, 60)}";
            try
            {
                await RoundAsync(district, point, dice.Next(1, 80));
            }
            catch (Exception failure)
            {
                throw new ConvergenceFailure($"Round {round} ({point ?? "at random"}), BOARD_FUZZ_SEED={seed}: {failure.Message}\n{district.Server.Output}", failure);
            }
        }
        await district.StartAgainAsync();
        await district.ConvergeAsync();
        await district.JudgeAsync();
    }

    /// <summary>One life of the server, from its start to its end; first everybody has to agree about the life before.</summary>
    private static async Task RoundAsync(LiveDistrict district, string? point, int acknowledgements)
    {
        // The points are counted from the start, so the first words after it may already be the last.
        await district.StartAgainAsync(point);
        if (point is null)
        {
            await district.ConvergeAsync();
            await district.WriteAsync(true);
            await district.UntilAcknowledgedAsync(acknowledgements);
            await district.Server.KillAsync();
        }
        else
        {
            await district.WriteAsync(true);
            await district.UntilDeadAsync();
        }
    }
}
