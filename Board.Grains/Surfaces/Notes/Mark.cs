using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Surfaces.Notes;

public enum MarkKind
{
    /// <summary>Evidence that is tagged with a look-for.</summary>
    LookFor,

    /// <summary>A stretch that people talk about.</summary>
    Thread,

    /// <summary>What something might mean: the other lane of the text.</summary>
    Interpretation,

    /// <summary>A moment to come back to.</summary>
    Moment,
}

/// <summary>
/// Something that is said about a stretch of the text. It moves with the text; should all of its text be deleted, it stays as a point and
/// keeps what it was about in <see cref="Quote"/>, so that nothing is orphaned silently.
/// </summary>
/// <param name="Id">Drawn by whoever made it; unique within the surface.</param>
/// <param name="By">The person's id.</param>
/// <param name="At">When, in milliseconds since 1970 UTC by the server's clock.</param>
/// <param name="From">UTF-16 units.</param>
/// <param name="To">Not before <paramref name="From"/>; the same for a point.</param>
/// <param name="Quote">The beginning of the text as it was when the mark was made.</param>
public sealed record Mark(string Id, MarkKind Kind, string By, long At, int From, int To, string Quote)
{
    /// <summary>The longest <see cref="Quote"/>.</summary>
    public const int MaxQuote = 160;

    /// <summary>Of the look-for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>The words for a moment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Where the evidence of an interpretation begins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? EvidenceFrom { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? EvidenceTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Settled { get; init; }

    /// <summary>Taken away; kept so that it can come back with everything that was said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Removed { get; init; }

    /// <summary>Of a thread, in the order in which they were said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableList<Comment>? Comments { get; init; }

    /// <summary>The mark on the text after an edit; the same object if nothing moves.</summary>
    public Mark Over(ChangeSet changes)
    {
        var (from, to) = (Places.Start(From, changes), Places.End(From, To, changes));
        if (Kind == MarkKind.Moment) from = to = Places.Point(From, changes);
        int? evidenceFrom = EvidenceFrom is { } start ? Places.Start(start, changes) : null;
        int? evidenceTo = EvidenceFrom is { } first && EvidenceTo is { } last ? Places.End(first, last, changes) : null;
        return from == From && to == To && evidenceFrom == EvidenceFrom && evidenceTo == EvidenceTo
            ? this
            : this with { From = from, To = to, EvidenceFrom = evidenceFrom, EvidenceTo = evidenceTo };
    }
}

/// <param name="By">The person's id.</param>
/// <param name="At">Milliseconds since 1970 UTC.</param>
/// <param name="Withdrawn">Taken back by its author: its words are not shown or sent.</param>
public sealed record Comment(string Id, string By, long At, string Text)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Withdrawn { get; init; }
}

/// <summary>Something that one partner wrote beside the shared text. It is sent to nobody else, whoever they are.</summary>
/// <param name="By">The only person who sees it.</param>
/// <param name="At">When it was begun, in milliseconds since 1970 UTC.</param>
/// <param name="Position">The line that it stands under, in UTF-16 units.</param>
public sealed record PrivateNote(string Id, string By, long At, int Position, string Text);
