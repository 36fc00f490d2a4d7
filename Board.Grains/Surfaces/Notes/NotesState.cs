using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Board.Spaces;
using Board.Surfaces.Tally;

namespace Board.Surfaces.Notes;

/// <summary>A shared text with the hand and the time of every part of it, what is said about it, the lesson's clock and its numbers.</summary>
[JsonConverter(typeof(NotesStateJson))]
public sealed record NotesState(NoteText Text, Authors Authors) : SurfaceState
{
    public static NotesState Empty { get; } = new(NoteText.Empty, Authors.None);

    /// <summary>In the order in which they were made.</summary>
    public ImmutableArray<Mark> Marks { get; init; } = [];

    /// <summary>Of whoever looks; on the server of everybody.</summary>
    public ImmutableArray<PrivateNote> Private { get; init; } = [];

    public LessonClock Clock { get; init; } = LessonClock.None;

    public TallyState Tally { get; init; } = TallyState.None;

    public Mark? Mark(string id) => Marks.FirstOrDefault(mark => mark.Id == id);

    public Comment? Comment(string mark, string comment) => Mark(mark)?.Comments?.Find(said => said.Id == comment);

    /// <summary>As this person may see it: without the private notes of others, and without the words that somebody took back.</summary>
    /// <param name="person">Null for somebody who has no private notes here.</param>
    public NotesState For(string? person)
    {
        var mine = Private.All(note => note.By == person) ? Private : [.. Private.Where(note => note.By == person)];
        var marks = Marks.Any(HoldsWithdrawn) ? [.. Marks.Select(WithoutWithdrawn)] : Marks;
        return mine == Private && marks == Marks ? this : this with { Private = mine, Marks = marks };
    }

    private static bool HoldsWithdrawn(Mark mark) => mark.Comments?.Exists(comment => comment.Withdrawn && comment.Text.Length > 0) == true;

    private static Mark WithoutWithdrawn(Mark mark) => !HoldsWithdrawn(mark)
        ? mark
        : mark with { Comments = mark.Comments!.ConvertAll(comment => comment.Withdrawn ? comment with { Text = "" } : comment) };
}
