using System.Collections.Immutable;
using System.Diagnostics;

namespace Board.Spaces.CoachingCycle;

/// <summary>The rules of what leaves the pair (SPEC.md, SHARE1 to SHARE5): nothing does, until the teacher shares it.</summary>
internal static class SharingRules
{
    public const int MaxShadows = 10;

    /// <summary>Who looks again within ten minutes is not written down again, unless they may see something else by now.</summary>
    private const long OneLook = 600_000;

    private const int MaxLines = 2_000;

    private static readonly Refusal LessonOver = new("lesson-over", "This lesson is over; nobody can come along any more. Nothing was changed.");

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<VisitShared>("visit-shared"),
        OpType.Of<VisitLookedAt>("visit-looked-at"),
        OpType.Of<VisitExported>("visit-exported"),
        OpType.Of<ShadowProposed>("shadow-proposed"),
        OpType.Of<ShadowAgreed>("shadow-agreed"),
        OpType.Of<ShadowEnded>("shadow-ended"),
    ];

    public static Refusal? Policy(CycleState state, SharingOp op, string person)
    {
        var members = state.Members;
        return op switch
        {
            VisitShared => members.Teacher == person ? null : Refusals.NotAllowed("the teacher"),
            VisitLookedAt look => !members.IsPartner(person) && members.MaySee(person, look.Visit) ? null : Refusals.NotAllowed("somebody it is shared with"),
            // It would have no end: a shadow is out when the lesson ends (SHARE5).
            ShadowProposed or ShadowAgreed when members.IsPartner(person) && state.Notes.TryGetValue(op.Visit, out var notes) && notes.Clock.Ended => LessonOver,
            ShadowAgreed agreed when members.IsPartner(person) && members.Shadows.TryGetValue(agreed.Person, out var shadow) && !members.IsAsked(person, shadow.ProposedBy) =>
                Refusals.NotAllowed("the other one of you two"),
            ShadowEnded ended when ended.Person == person => null,
            _ => members.IsPartner(person) ? null : Refusals.NotAllowed("the coach or the teacher"),
        };
    }

    public static Outcome Apply(CycleState state, SharingOp op, OpContext context)
    {
        if (state.Visit(op.Visit) is null) return Refusals.NotThere("This lesson");
        return op switch
        {
            VisitShared shared => Share(state, shared, context),
            VisitLookedAt => IsLooking(state, op.Visit, context) ? state : Note(state, context, AuditKind.LookedAt, op.Visit),
            VisitExported exported => Words.Name(exported.Format, "The format") is { } refusal ? refusal : Note(state, context, AuditKind.Exported, op.Visit, exported.Format),
            ShadowProposed proposed => Propose(state, proposed, context),
            ShadowAgreed agreed => state.Members.Shadows.TryGetValue(agreed.Person, out var shadow) && shadow.Visit == agreed.Visit
                ? Note(With(state, state.Members.Seat(agreed.Person) with { Shadows = state.Members.Shadows.SetItem(agreed.Person, shadow with { Agreed = true }) }), context, AuditKind.Admitted, op.Visit, agreed.Person)
                : Refusals.NotThere("This wish"),
            ShadowEnded ended => state.Members.Shadows.TryGetValue(ended.Person, out var shadow) && shadow.Visit == ended.Visit
                ? Note(With(state, state.Members with { Shadows = state.Members.Shadows.Remove(ended.Person) }), context, AuditKind.Dismissed, op.Visit, ended.Person)
                : Refusals.NotThere("This guest"),
            _ => throw new UnreachableException(),
        };
    }

    public static SpaceOp? Inverse(CycleState before, SharingOp op) => op switch
    {
        VisitShared shared => before.Members.Shared.TryGetValue(shared.Visit, out var was)
            ? new VisitShared(shared.Visit, was.What, was.With)
            : new VisitShared(shared.Visit, Sharing.OnlyUs, null),
        ShadowProposed proposed => new ShadowEnded(proposed.Visit, proposed.Person),
        _ => null,
    };

    /// <summary>Writes a line that the partners can read.</summary>
    public static CycleState Note(CycleState state, OpContext context, AuditKind kind, string? visit = null, string? about = null)
    {
        var audit = state.Audit.Length >= MaxLines ? state.Audit.RemoveAt(0) : state.Audit;
        return state with { Audit = audit.Add(new AuditLine(context.Milliseconds, context.Person.Id, kind, visit, about)) };
    }

    private static bool IsLooking(CycleState state, string visit, OpContext context) => state.Audit.Reverse()
        .Where(line => line.Visit == visit)
        .TakeWhile(line => line.Kind != AuditKind.Shared && context.Milliseconds - line.At < OneLook)
        .Any(line => line.Kind == AuditKind.LookedAt && line.By == context.Person.Id);

    private static Outcome Share(CycleState state, VisitShared op, OpContext context)
    {
        if ((op.What == Sharing.OnlyUs) != op.With is null || op.With is { } with && Words.Id(with) is not null) return Refusals.UnknownOp;
        if (op.With is { } partner && state.Members.IsPartner(partner)) return new Refusal("same-person", "They see it already. Nothing was changed.");
        var shared = state.Members.Shared;
        if (op.What != Sharing.OnlyUs)
            return Note(With(state, state.Members with { Shared = shared.SetItem(op.Visit, new(op.What, op.With!)) }), context, AuditKind.Shared, op.Visit, op.With);
        if (!shared.TryGetValue(op.Visit, out var was)) return state;
        return Note(With(state, state.Members with { Shared = shared.Remove(op.Visit) }), context, AuditKind.TakenBack, op.Visit, was.With);
    }

    private static Outcome Propose(CycleState state, ShadowProposed op, OpContext context)
    {
        if (Words.Id(op.Person) is { } refusal) return refusal;
        if (state.Members.MayLook(op.Person)) return new Refusal("same-person", "They are in this cycle already.");
        if (state.Members.Shadows.Count >= MaxShadows && !state.Members.Shadows.ContainsKey(op.Person)) return new Refusal("too-many", $"{MaxShadows} people can shadow at most. Nothing was changed.");
        return With(state, state.Members with { Shadows = state.Members.Shadows.SetItem(op.Person, new Shadow(op.Visit, context.Person.Id, Agreed: false)) });
    }

    private static CycleState With(CycleState state, CycleMembers members) => state with { Members = members };
}
