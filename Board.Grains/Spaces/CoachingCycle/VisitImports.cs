using System.Collections.Immutable;
using Board.Surfaces.Notes;

namespace Board.Spaces.CoachingCycle;

/// <summary>The rules of bringing in a visit from a file: nothing in it is believed that our own pages could not have made.</summary>
internal static class VisitImports
{
    private static readonly Refusal NotAVisit = new("malformed", "This file does not hold a lesson that can be read. Nothing was changed.");

    public static Outcome Apply(CycleState state, VisitImported op, OpContext context)
    {
        var (visit, notes) = (op.Visit, op.Notes);
        if (visit is null || notes is null || op.Reflection is null || op.Photos.IsDefault) return NotAVisit;
        if ((Words.Id(visit.Id) ?? Words.Name(visit.Title, "The lesson's title") ?? Words.Text(visit.Place, "The place")) is { } refusal) return refusal;
        if (state.Visit(visit.Id) is not null) return new Refusal("exists", "This lesson is there already. Nothing was changed.");
        if (state.Visits.Length >= CycleSpace.MaxVisits) return new Refusal("too-many", $"A cycle can hold {CycleSpace.MaxVisits} lessons. Start a new cycle.");
        if (!IsSound(notes) || !IsSound(op.Reflection) || op.Photos.Length > PhotoRules.MaxPhotos || op.Photos.Any(photo => photo is null || !IsSound(photo)) || op.Photos.DistinctBy(photo => photo.Id).Count() != op.Photos.Length)
            return NotAVisit;
        var clean = notes with { Private = [] };
        return SharingRules.Note(
            state with
            {
                Visits = state.Visits.Add(visit with { Removed = false, ImportedBy = context.Person.Id }),
                Notes = state.Notes.Add(visit.Id, clean),
                Reflections = ReferenceEquals(op.Reflection, Reflection.None) ? state.Reflections : state.Reflections.SetItem(visit.Id, op.Reflection),
                Photos = op.Photos.IsEmpty ? state.Photos : state.Photos.SetItem(visit.Id, op.Photos),
            },
            context,
            AuditKind.Imported,
            visit.Id);
    }

    private static bool IsSound(NotesState notes)
    {
        var length = notes.Text.Length;
        // What comes from elsewhere may hold nothing where something belongs, whatever the types say.
        return length <= NotesSurface.MaxLength && !notes.Marks.IsDefault && notes.Clock is not null
            && notes.Tally is { Marks.IsDefault: false, Turns.IsDefault: false }
            && notes.Authors.People.All(person => person is not null && Words.Id(person) is null)
            && notes.Text.Runs().All(run => run.Author >= 0 && run.Author < notes.Authors.People.Length)
            && notes.Marks.Length <= Marks.MaxMarks
            && notes.Marks.All(mark => mark is not null && IsSound(mark, length))
            && notes.Marks.Select(mark => mark.Id).Distinct().Count() == notes.Marks.Length
            && IsSound(notes.Clock)
            && notes.Tally.Marks.Length <= Board.Surfaces.Tally.TallySurface.MaxMarks && notes.Tally.Turns.Length <= Board.Surfaces.Tally.TallySurface.MaxMarks
            && notes.Tally.Marks.All(mark => mark is not null && Words.Id(mark.Id) is null && Words.Id(mark.Counter) is null && mark is { Value: >= 0, Of: >= 0 });
    }

    private static bool IsSound(Mark mark, int length) =>
        Words.Id(mark.Id) is null && Words.Id(mark.By) is null && Words.Stretch(mark.From, mark.To) is null && mark.To <= length
        && mark.Quote.Length <= Mark.MaxQuote && (mark.Code is null || Words.Code(mark.Code) is null) && Words.Text(mark.Text ?? "", "") is null
        && (mark.EvidenceFrom is null) == (mark.EvidenceTo is null) && (mark.EvidenceTo ?? 0) <= length && (mark.EvidenceFrom ?? 0) <= (mark.EvidenceTo ?? 0) && (mark.EvidenceFrom ?? 0) >= 0
        && (mark.Kind == MarkKind.Thread) == mark.Comments is not null
        && (mark.Kind == MarkKind.LookFor) == mark.Code is not null
        && (mark.Comments?.TrueForAll(comment => comment is not null && Words.Id(comment.Id) is null && Words.Id(comment.By) is null && Words.Text(comment.Text, "") is null) ?? true);

    private static bool IsSound(LessonClock clock) =>
        !clock.Runs.IsDefault && !clock.Phases.IsDefault && clock.Runs.Length <= 1_000 && clock.Phases.Length <= LessonClock.MaxPhases
        && clock.Runs.All(run => run.To is { } to && to >= run.From)
        && clock.Phases.All(phase => phase is not null && Words.Id(phase.Id) is null && Words.Name(phase.Name, "") is null && phase.Starts >= 0);

    private static bool IsSound(Reflection reflection) =>
        !reflection.Prompts.IsDefault && reflection.Prompts.Length <= ReflectionRules.MaxPrompts && reflection.Prompts.All(prompt => prompt is not null && Words.Id(prompt.Id) is null && Words.Text(prompt.Text, "") is null)
        && reflection.Prompts.DistinctBy(prompt => prompt.Id).Count() == reflection.Prompts.Length
        && !reflection.Replies.IsDefault && reflection.Replies.Length <= ReflectionRules.MaxReplies
        && reflection.Replies.All(reply => reply is not null && Words.Id(reply.Id) is null && Words.Id(reply.Prompt) is null && Words.Id(reply.By) is null && Words.Text(reply.Text, "") is null)
        && reflection.Replies.DistinctBy(reply => reply.Id).Count() == reflection.Replies.Length
        && reflection.Method is { Parts.IsDefault: false } && reflection.Method.Parts.Length <= ReflectionRules.MaxParts && Words.Name(reflection.Method.Name, "") is null
        && reflection.Method.Parts.All(part => part is not null && Words.Name(part.Title, "") is null && Words.Text(part.Question, "") is null)
        && !reflection.Parts.IsDefault && reflection.Parts.Length <= ReflectionRules.MaxParts && reflection.Parts.All(part => part is not null && Words.Text(part, "") is null);

    private static bool IsSound(Photo photo) =>
        Words.Id(photo.Id) is null && Words.Id(photo.By) is null && photo.Width is > 0 and <= 20_000 && photo.Height is > 0 and <= 20_000 && Words.Text(photo.Caption, "") is null;
}
