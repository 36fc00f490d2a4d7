using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Board.Spaces;

namespace Board.Surfaces.Tally;

/// <summary>The numbers of one lesson.</summary>
/// <param name="Marks">Counts, waits and sweeps, in the order in which they were made.</param>
/// <param name="Turns">Who had the word from when on.</param>
public sealed record TallyState(ImmutableArray<TallyMark> Marks, ImmutableArray<TalkTurn> Turns) : SurfaceState
{
    public static TallyState None { get; } = new([], []);

    [JsonIgnore]
    public bool IsEmpty => Marks.IsEmpty && Turns.IsEmpty;

    /// <summary>What was counted by one counter and not taken back.</summary>
    public IEnumerable<TallyMark> Of(string counter) => Marks.Where(mark => mark.Counter == counter && !mark.TakenBack);
}

/// <summary>One count, wait or sweep.</summary>
/// <param name="By">The person's id.</param>
/// <param name="At">Milliseconds since 1970 UTC by the server's clock.</param>
/// <param name="Value">1 for a count, milliseconds for a wait, how many for a sweep.</param>
/// <param name="Of">How many there were, of a sweep; else 0.</param>
public sealed record TallyMark(string Id, string Counter, string By, long At, int Value, int Of)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool TakenBack { get; init; }
}

/// <param name="At">Milliseconds since 1970 UTC.</param>
public readonly record struct TalkTurn(long At, Talk To);
