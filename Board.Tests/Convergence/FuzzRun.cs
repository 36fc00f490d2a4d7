using System.Globalization;
using System.Security.Cryptography;

namespace Board.Tests.Convergence;

/// <summary>
/// How much to try at random, and from which seed. Case <c>n</c> of a run has the seed
/// <c>Seed + n</c>, so a failing case is replayed alone by its own seed and a count of 1:
/// <code>BOARD_FUZZ_SEED=123 BOARD_FUZZ_CASES=1 dotnet test Board.Tests --filter ChangeSetDifferential</code>
/// Any number can be run in the same way: <c>BOARD_FUZZ_CASES=5000000</c>.
/// </summary>
internal sealed record FuzzRun(int Seed, int Cases)
{
    /// <summary>Where the tests begin, so that they do the same each time; <c>./fuzz.sh</c> begins somewhere else each time.</summary>
    private const int UsualSeed = 20_261_122;

    /// <summary>From the usual seed, unless the environment names another one, or <c>random</c> for a new one.</summary>
    public static FuzzRun FromEnvironment(int cases) => new(
        Environment.GetEnvironmentVariable("BOARD_FUZZ_SEED") == "random"
            ? RandomNumberGenerator.GetInt32(int.MaxValue)
            : Read("BOARD_FUZZ_SEED") ?? UsualSeed,
        Read("BOARD_FUZZ_CASES") ?? cases);

    /// <summary>The seeds of the cases. They wrap around, as seeds may.</summary>
    public IEnumerable<int> Seeds => Enumerable.Range(0, Cases).Select(number => unchecked(Seed + number));

    /// <summary>A source of numbers for one case; neighbouring seeds give unrelated numbers.</summary>
    public static Random Source(int seed)
    {
        // The finaliser of MurmurHash3: System.Random alone starts alike for neighbouring seeds.
        var mixed = unchecked((uint)seed);
        mixed = unchecked((mixed ^ (mixed >> 16)) * 0x85EBCA6B);
        mixed = unchecked((mixed ^ (mixed >> 13)) * 0xC2B2AE35);
        return new Random((int)((mixed ^ (mixed >> 16)) & int.MaxValue));
    }

    /// <summary>The environment that replays one case.</summary>
    public static string Replay(int seed) => $"BOARD_FUZZ_SEED={seed} BOARD_FUZZ_CASES=1";

    private static int? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : null;
}
