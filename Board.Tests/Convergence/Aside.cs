using System.Collections.Immutable;
using System.Text.Json;
using Board.Spaces;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Tests.Convergence;

/// <summary>What lies beside a text, as one person may see it.</summary>
internal sealed record Aside(ImmutableArray<Mark> Marks, ImmutableArray<PrivateNote> Private, LessonClock Clock, TallyState Tally)
{
    public static Aside OfAll(NotesState notes) => new(notes.Marks, notes.Private, notes.Clock, notes.Tally);

    /// <param name="person">Null for somebody who has no private notes here.</param>
    public static Aside Of(NotesState notes, string? person)
    {
        var seen = notes.For(person);
        return new Aside(seen.Marks, seen.Private, seen.Clock, seen.Tally);
    }

    public override string ToString() => JsonSerializer.Serialize(this, SpaceJson.Options);
}
