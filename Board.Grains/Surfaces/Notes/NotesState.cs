using System.Text.Json.Serialization;
using Board.Spaces;

namespace Board.Surfaces.Notes;

/// <summary>A shared text with the hand and the time of every part of it.</summary>
[JsonConverter(typeof(NotesStateJson))]
public sealed record NotesState(NoteText Text, Authors Authors) : SurfaceState
{
    public static NotesState Empty { get; } = new(NoteText.Empty, Authors.None);
}
