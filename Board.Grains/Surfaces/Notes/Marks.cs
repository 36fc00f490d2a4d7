using System.Collections.Immutable;
using System.Diagnostics;
using Board.Spaces;

namespace Board.Surfaces.Notes;

/// <summary>
/// The rules of what is said about a text. Two people may do the same at once, or one what the other has undone: that changes nothing and
/// is no error, since a refusal would hold up everything that is typed after it. Refused is only what no page of ours sends.
/// </summary>
internal static class Marks
{
    public const int MaxMarks = 4_000;
    public const int MaxComments = 200;

    public static Refusal? Apply(NotesState state, NotesOp op, OpContext context, out NotesState written)
    {
        written = state;
        return op switch
        {
            LookForTagged tagged => Words.Code(tagged.Code) ?? Add(
                state, New(state, tagged.Id, MarkKind.LookFor, tagged.From, tagged.To, context) with { Code = tagged.Code }, out written),
            ThreadStarted started => (Words.Id(started.Comment) ?? Words.Remark(started.Text, "A comment")) ?? Add(
                state,
                New(state, started.Id, MarkKind.Thread, started.From, started.To, context) with
                {
                    Comments = [new Comment(started.Comment, context.Person.Id, context.Milliseconds, started.Text)],
                },
                out written),
            ThreadAnswered answered => Answer(state, answered, context, out written),
            CommentReworded reworded => Words.Remark(reworded.Text, "A comment") ?? ChangeComment(
                state, reworded.Id, reworded.Comment, context, comment => comment with { Text = reworded.Text, Withdrawn = false }, out written),
            CommentWithdrawn withdrawn => ChangeComment(
                state, withdrawn.Id, withdrawn.Comment, context, comment => comment with { Withdrawn = withdrawn.Withdrawn }, out written),
            ThreadSettled settled => Change(state, settled.Id, mark => mark with { Settled = settled.Settled && mark.Kind == MarkKind.Thread }, out written),
            InterpretationMarked marked => Interpret(state, marked, context, out written),
            EvidenceChosen chosen => Words.Stretch(chosen.From, chosen.To) ?? Change(
                state,
                chosen.Id,
                mark => mark.Kind == MarkKind.Interpretation ? mark with { EvidenceFrom = chosen.From, EvidenceTo = chosen.To } : mark,
                out written),
            MomentMarked moment => Add(state, New(state, moment.Id, MarkKind.Moment, moment.Position, moment.Position, context), out written),
            MomentWorded worded => Words.Text(worded.Text, "The words for a moment") ?? Change(
                state, worded.Id, mark => mark.Kind == MarkKind.Moment ? mark with { Text = worded.Text } : mark, out written),
            MarkRemoved removed => Change(state, removed.Id, mark => mark with { Removed = removed.Removed }, out written),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The marks on the text after an edit; the same array if nothing moves.</summary>
    public static ImmutableArray<Mark> Over(ImmutableArray<Mark> marks, ChangeSet changes)
    {
        ImmutableArray<Mark>.Builder? moved = null;
        for (var i = 0; i < marks.Length; i++)
        {
            var mark = marks[i].Over(changes);
            if (ReferenceEquals(mark, marks[i])) continue;
            moved ??= marks.ToBuilder();
            moved[i] = mark;
        }
        return moved?.MoveToImmutable() ?? marks;
    }

    private static Mark New(NotesState state, string id, MarkKind kind, int from, int to, OpContext context) => new(
        id, kind, context.Person.Id, context.Milliseconds, from, to,
        from < 0 || to < from ? "" : state.Text.Excerpt(from, Math.Min(to, from + Mark.MaxQuote)));

    private static Refusal? Add(NotesState state, Mark mark, out NotesState written)
    {
        written = state;
        if ((Words.Id(mark.Id) ?? Words.Stretch(mark.From, mark.To)) is { } refusal) return refusal;
        if (state.Mark(mark.Id) is not null) return null;
        if (state.Marks.Length >= MaxMarks) return new("too-many", $"A lesson's notes hold {MaxMarks} tags and comments. Nothing was changed.");
        written = state with { Marks = state.Marks.Add(mark) };
        return null;
    }

    private static Refusal? Interpret(NotesState state, InterpretationMarked op, OpContext context, out NotesState written)
    {
        written = state;
        if (op.EvidenceFrom is { } from != op.EvidenceTo is { } to || op.EvidenceFrom is not null && Words.Stretch(op.EvidenceFrom.Value, op.EvidenceTo!.Value) is not null)
            return Refusals.UnknownOp;
        var mark = New(state, op.Id, MarkKind.Interpretation, op.From, op.To, context);
        return Add(state, mark with { EvidenceFrom = op.EvidenceFrom, EvidenceTo = op.EvidenceTo }, out written);
    }

    private static Refusal? Answer(NotesState state, ThreadAnswered op, OpContext context, out NotesState written)
    {
        written = state;
        if ((Words.Id(op.Comment) ?? Words.Remark(op.Text, "A comment")) is { } refusal) return refusal;
        var comment = new Comment(op.Comment, context.Person.Id, context.Milliseconds, op.Text);
        return Change(
            state,
            op.Id,
            mark => mark.Comments is not { } said || said.Count >= MaxComments || said.Exists(other => other.Id == op.Comment)
                ? mark
                : mark with { Comments = said.Add(comment), Removed = false, Settled = false },
            out written);
    }

    private static Refusal? ChangeComment(NotesState state, string id, string comment, OpContext context, Func<Comment, Comment> change, out NotesState written) => Change(
        state,
        id,
        mark => mark with { Comments = mark.Comments?.ConvertAll(said => said.Id == comment && said.By == context.Person.Id ? change(said) : said) },
        out written);

    private static Refusal? Change(NotesState state, string id, Func<Mark, Mark> change, out NotesState written)
    {
        written = state;
        if (state.Mark(id) is { } mark) written = state with { Marks = state.Marks.Replace(mark, change(mark)) };
        return null;
    }
}
