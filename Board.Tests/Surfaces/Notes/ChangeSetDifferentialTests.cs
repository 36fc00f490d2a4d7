using System.Text.Json;
using Board.Tests.Convergence;

namespace Board.Tests.Surfaces.Notes;

/// <summary>
/// Our change set against the real CodeMirror. A failure prints the seed that replays it and the
/// smallest case that still fails. For any number of cases:
/// <code>BOARD_FUZZ_CASES=1000000 dotnet test Board.Tests --filter ChangeSetDifferential</code>
/// </summary>
public sealed class ChangeSetDifferentialTests
{
    private const int BatchSize = 100;

    [Fact]
    public async Task Every_answer_is_the_one_that_CodeMirror_gives()
    {
        var run = FuzzRun.FromEnvironment(cases: 20_000);
        await using var oracle = new ChangeSetOracle();
        foreach (var seeds in run.Seeds.Chunk(BatchSize))
        {
            var differences = await CompareAsync(oracle, seeds);
            for (var i = 0; i < seeds.Length; i++)
                if (differences[i].Count > 0)
                    Assert.Fail(await ReportAsync(oracle, seeds[i]));
        }
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> CompareAsync(ChangeSetOracle oracle, int[] seeds)
    {
        try
        {
            return await oracle.CompareAsync([.. seeds.Select(ChangeCaseSource.Draw)]);
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"Replay with BOARD_FUZZ_SEED={seeds[0]} BOARD_FUZZ_CASES={seeds.Length}.", broken);
        }
    }

    private static async Task<string> ReportAsync(ChangeSetOracle oracle, int seed)
    {
        var smallest = await ChangeCaseShrinker.ShrinkAsync(
            ChangeCaseSource.Draw(seed),
            async candidate => (await oracle.CompareAsync([candidate]))[0].Count > 0);
        return string.Join('\n', [
            $"Replay with {FuzzRun.Replay(seed)}. The smallest case that fails:",
            Describe(smallest),
            .. (await oracle.CompareAsync([smallest]))[0],
        ]);
    }

    private static string Describe(ChangeCase given)
    {
        try
        {
            return ChangeSetOracle.Question(given.Build());
        }
        catch (Exception thrown)
        {
            return $"{JsonSerializer.Serialize(given)} (cannot be asked: {thrown.Message})";
        }
    }
}
