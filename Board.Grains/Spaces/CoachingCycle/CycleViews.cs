using System.Collections.Immutable;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Spaces.CoachingCycle;

/// <summary>
/// Who sees what of a cycle (SPEC.md, SEE1, PRIV1, SHARE2). Partners see all but each other's private notes; guests of the cycle its lessons;
/// a shadow one lesson, while it lasts; somebody with whom the teacher shares a visit just what she shares; nobody else anything.
/// </summary>
internal static class CycleViews
{
    private static readonly Audience Observers = new("observers", MayWrite: true);
    private static readonly Audience Viewers = new("viewers", MayWrite: false);

    private const string Archive = "archive";
    private const string Partner = "partner";
    private const string Shadow = "shadow-";
    private const string Reader = "reader-";

    public static Audience? AudienceOf(CycleState state, string person)
    {
        var members = state.Members;
        if (members.IsPartner(person)) return Audience.Of(Partner, person, mayWrite: true);
        if (members.Guests.TryGetValue(person, out var role)) return role == GuestRole.Observer ? Observers : Viewers;
        if (members.ShadowOf(person) is { } visit) return Audience.Of(Shadow + visit, person, mayWrite: true);
        var shared = string.Join('-', members.SharedWith(person).Select(one => $"{one.Key}.{one.Value.What}"));
        // What is shared is part of the name: when it changes, the reader begins anew.
        return shared.Length > 0 ? Audience.Of(Reader + shared, person, mayWrite: false) : null;
    }

    public static SpaceOp? ViewOp(CycleState state, Entry entry, Audience audience)
    {
        if (SeesAll(audience))
        {
            return entry.Op is PrivateNoteWritten or PrivateNoteRemoved && entry.By != audience.Person ? null : WithWords(state, entry);
        }
        var seen = entry.Op switch
        {
            PrivateNoteWritten or PrivateNoteRemoved => null,
            CommentWithdrawn => WithWords(state, entry),
            NotesOp or TallyOp => entry.Op,
            VisitAdded or VisitChanged or VisitRemoved or VisitRestored or VisitScheduled or FocusChanged or GoalSet or PhotoOp => entry.Op,
            _ => null,
        };
        if (audience == Observers || audience == Viewers) return seen;
        return audience.Person is { } person && state.Members.ShadowOf(person) is { } visit
            && (seen is SurfaceOp on && on.Surface == visit || seen is PhotoOp photo && photo.Visit == visit) ? seen : null;
    }

    /// <summary>Whoever came while a comment was taken back was not sent its words: they come with the entry that brings it back.</summary>
    private static SpaceOp WithWords(CycleState state, Entry entry) =>
        entry.Op is CommentWithdrawn { Withdrawn: false } back
        && state.Notes.GetValueOrDefault(back.Surface)?.Comment(back.Id, back.Comment) is { Withdrawn: false } said && said.By == entry.By
            ? new CommentReworded(back.Surface, back.Id, back.Comment, said.Text)
            : entry.Op;

    public static CycleState View(CycleState state, Audience audience)
    {
        if (SeesAll(audience)) return WithNotes(state, state.Notes, audience.Person);
        if (audience == Observers || audience == Viewers) return Reduced(state, WithNotes(state, state.Notes, null));
        var person = audience.Person!;
        return state.Members.ShadowOf(person) is { } visit ? OfShadow(state, visit) : OfReader(state, person);
    }

    /// <summary>The partners, each with their own private notes, and the archive of the machine's owner, without any.</summary>
    private static bool SeesAll(Audience audience) => audience.Key == Archive || audience.Person is { } person && audience.Key == $"{Partner}-{person}";

    /// <summary>For guests: the lessons, without what is the partners' own.</summary>
    private static CycleState Reduced(CycleState state, CycleState seen) => seen with
    {
        Plan = CyclePlan.None with { LookFors = state.Plan.LookFors, GoalLookFor = state.Plan.GoalLookFor, Counters = state.Plan.Counters },
        Steps = [],
        Reflections = ImmutableSortedDictionary<string, Reflection>.Empty,
        Audit = [],
        Members = state.Members with { Shared = ImmutableSortedDictionary<string, VisitSharing>.Empty },
    };

    private static CycleState OfShadow(CycleState state, string visit)
    {
        var only = state.Notes.TryGetValue(visit, out var notes) ? ImmutableSortedDictionary<string, NotesState>.Empty.Add(visit, notes) : ImmutableSortedDictionary<string, NotesState>.Empty;
        return Reduced(state, WithNotes(state, only, null)) with
        {
            Visits = [.. state.Visits.Where(one => one.Id == visit)],
            Photos = OnlyOf(state, id => id == visit),
        };
    }

    /// <summary>For readers: the visits of which something is shared; of those with themes only, the themes.</summary>
    private static CycleState OfReader(CycleState state, string person)
    {
        var shared = state.Members.SharedWith(person).ToDictionary();
        var whole = state.Notes.RemoveRange(state.Notes.Keys.Where(id => !IsWhole(id)));
        return Reduced(state, WithNotes(state, whole, null)) with
        {
            Goal = "",
            Visits = [.. state.Visits.Where(visit => shared.ContainsKey(visit.Id))],
            Photos = OnlyOf(state, IsWhole),
            Themes = shared.Keys.ToImmutableSortedDictionary(id => id, id => ThemesOf(state, id)),
            Members = CycleMembers.None with
            {
                Coach = state.Members.Coach,
                Teacher = state.Members.Teacher,
                Seats = state.Members.Seats,
                Shared = shared.ToImmutableSortedDictionary(),
            },
        };

        bool IsWhole(string id) => shared.TryGetValue(id, out var one) && one.What == Sharing.WholeNote;
    }

    /// <summary>The goal, how often each look-for was seen, and the steps that the teacher agreed to: no notes, no quotes.</summary>
    public static Themes ThemesOf(CycleState state, string visit)
    {
        var tags = state.Notes.TryGetValue(visit, out var notes)
            ? notes.Marks.Where(mark => mark is { Kind: MarkKind.LookFor, Removed: false, Code: not null })
            : [];
        return new Themes(
            state.Goal,
            tags.GroupBy(mark => mark.Code!).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
            [.. state.Steps.Where(step => step is { IsAgreed: true, Removed: false } && (step.Visit is null || step.Visit == visit)).Select(step => step with { Why = "" })]);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<Photo>> OnlyOf(CycleState state, Func<string, bool> visit) =>
        state.Photos.RemoveRange(state.Photos.Keys.Where(id => !visit(id)));

    private static CycleState WithNotes(CycleState state, ImmutableSortedDictionary<string, NotesState> shown, string? person)
    {
        var notes = shown;
        foreach (var (id, note) in shown)
        {
            if (note.For(person) is var seen && !ReferenceEquals(seen, note)) notes = notes.SetItem(id, seen);
        }
        return ReferenceEquals(notes, state.Notes) ? state : state with { Notes = notes };
    }
}
