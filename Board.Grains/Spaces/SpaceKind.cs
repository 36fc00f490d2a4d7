using System.Collections.Immutable;

namespace Board.Spaces;

/// <summary>
/// A class of people who see the same part of a space, such as its members or those who may know that it exists.
/// Frames are made once per audience, not once per viewer.
/// </summary>
/// <param name="Key">Names the audience within its space, for caching and telemetry.</param>
/// <param name="MayWrite">False for those who only look, whatever they try.</param>
/// <param name="Person">The one person of whom this audience is, where somebody sees something that nobody else does.</param>
public sealed record Audience(string Key, bool MayWrite, string? Person = null)
{
    /// <summary>The audience of one person alone.</summary>
    public static Audience Of(string key, string person, bool mayWrite) => new($"{key}-{person}", mayWrite, person);

    /// <summary>
    /// Many readers to whom most of what happens is not told, such as a full room while others come in. Nothing is sent to them for
    /// that, and who is here is told to them as a number.
    /// </summary>
    public bool Quiet { get; init; }
}

/// <summary>
/// A kind of space as a pure state machine: what its ops do, who may do them, and who may see what.
/// Everything here is synchronous and total, without clock, random numbers or I/O.
/// </summary>
public abstract class SpaceKind
{
    /// <summary>The first part of a <see cref="SpaceId"/>: lower-case letters.</summary>
    public abstract string Name { get; }

    /// <summary>Whether who is here is a number, told once a second at most, and not a list.</summary>
    public virtual bool CountsPeople => false;

    /// <summary>The ops that this kind and its surfaces understand.</summary>
    public abstract ImmutableArray<OpType> Ops { get; }

    /// <summary>The state before the first op.</summary>
    public abstract SpaceState Empty { get; }

    /// <summary>The same for one space, where its address says something that its ops do not, such as whose it is.</summary>
    public virtual SpaceState EmptyOf(SpaceId space) => Empty;

    /// <summary>The type of the states, for reading a snapshot.</summary>
    public abstract Type StateType { get; }

    /// <summary>May this person do this now? Null means yes.</summary>
    public abstract Refusal? Policy(SpaceState state, SpaceOp op, OpContext context);

    /// <summary>Does it. The op has passed <see cref="Policy"/> and, if it is an edit, was rebased onto this state.</summary>
    public abstract Outcome Apply(SpaceState state, SpaceOp op, OpContext context);

    /// <summary>
    /// What this person alone is to know when they begin to look, beside the frames that they share with others; null where there is nothing.
    /// </summary>
    public virtual object? OwnOf(SpaceState state, Person person) => null;

    /// <summary>What part of the space this person sees, or null if the door is closed to them.</summary>
    public abstract Audience? AudienceOf(SpaceState state, Person person);

    /// <summary>
    /// Who an export by the machine's owner is for: it holds what <see cref="View(SpaceState, Audience)"/> and
    /// <see cref="ViewEntry(SpaceState, Entry, Audience)"/> let this audience see. What belongs to one person alone is not for it.
    /// </summary>
    public Audience Archive { get; } = new("archive", MayWrite: false);

    /// <summary>An entry's op as that audience may see it, or null if they may not know of it. The state is today's.</summary>
    public abstract SpaceOp? ViewOp(SpaceState state, Entry entry, Audience audience);

    /// <summary>
    /// The same for the whole entry: who did it, and in which session, can be withheld, too. Where nothing is, it is the entry itself.
    /// </summary>
    public abstract Entry? ViewEntry(SpaceState state, Entry entry, Audience audience);

    /// <summary>The state as that audience may see it. What nothing is withheld from keeps its reference, and so its frames.</summary>
    public abstract SpaceState View(SpaceState state, Audience audience);

    /// <summary>
    /// What this person would have to do to take their op back, given the state before it; null when it can't be taken back.
    /// Text has its own undo, in the editor.
    /// </summary>
    public abstract SpaceOp? Inverse(SpaceState before, SpaceOp op);
}

/// <summary>A <see cref="SpaceKind"/> with its own types of state and op, and none of anybody else's.</summary>
public abstract class SpaceKind<TState> : SpaceKind where TState : SpaceState
{
    public sealed override Type StateType => typeof(TState);

    public sealed override Refusal? Policy(SpaceState state, SpaceOp op, OpContext context) => Policy((TState)state, op, context);

    public sealed override Outcome Apply(SpaceState state, SpaceOp op, OpContext context) => Apply((TState)state, op, context);

    public sealed override Audience? AudienceOf(SpaceState state, Person person) => AudienceOf((TState)state, person);

    public sealed override SpaceOp? ViewOp(SpaceState state, Entry entry, Audience audience) => ViewOp((TState)state, entry, audience);

    public sealed override Entry? ViewEntry(SpaceState state, Entry entry, Audience audience) => ViewEntry((TState)state, entry, audience);

    public sealed override SpaceState View(SpaceState state, Audience audience) => View((TState)state, audience);

    public sealed override SpaceOp? Inverse(SpaceState before, SpaceOp op) => Inverse((TState)before, op);

    protected abstract Refusal? Policy(TState state, SpaceOp op, OpContext context);

    protected abstract Outcome Apply(TState state, SpaceOp op, OpContext context);

    protected abstract Audience? AudienceOf(TState state, Person person);

    protected abstract SpaceOp? ViewOp(TState state, Entry entry, Audience audience);

    protected virtual Entry? ViewEntry(TState state, Entry entry, Audience audience) =>
        ViewOp(state, entry, audience) is not { } op ? null : ReferenceEquals(op, entry.Op) ? entry : entry with { Op = op };

    protected abstract TState View(TState state, Audience audience);

    protected abstract SpaceOp? Inverse(TState before, SpaceOp op);
}
