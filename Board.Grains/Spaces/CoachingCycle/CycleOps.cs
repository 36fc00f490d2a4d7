using System.Collections.Immutable;
using Board.Surfaces.Notes;

namespace Board.Spaces.CoachingCycle;

/// <summary>What happens in a coaching cycle, apart from the edits of its notes.</summary>
public abstract record CycleOp : SpaceOp;

/// <summary>The first op: a coach and a teacher work on something together.</summary>
/// <param name="Focus">What principals may see of the cycle: its area of focus, in a few words.</param>
public sealed record CycleOpened(string Coach, string Teacher, string Focus) : CycleOp;

public sealed record FocusChanged(string Focus) : CycleOp;

/// <summary>What the teacher wants for the students. Belongs to the pair.</summary>
public sealed record GoalSet(string Goal) : CycleOp;

/// <summary>A lesson that the two look at together, with a shared note of its own.</summary>
/// <param name="Id">Also the id of its notes surface.</param>
/// <param name="Place">Grade and room, such as "Grade 4, Room 4B"; may be empty.</param>
/// <param name="On">The day of the lesson, if it is known, in the school's calendar.</param>
public sealed record VisitAdded(string Id, string Title, string Place, DateOnly? On) : CycleOp;

public sealed record VisitChanged(string Id, string Title, string Place, DateOnly? On) : CycleOp;

/// <summary>
/// A visit that was exported comes in again, with its notes, its conversation and its photos as they were; private notes never left.
/// </summary>
/// <remarks>Action steps are not part of it: they belong to the cycle, and only the teacher's acceptance makes one.</remarks>
public sealed record VisitImported(Visit Visit, NotesState Notes, Reflection Reflection, ImmutableArray<Photo> Photos) : CycleOp;

/// <summary>Takes the visit off the list; its notes are kept and come back with <see cref="VisitRestored"/>.</summary>
public sealed record VisitRemoved(string Id) : CycleOp;

public sealed record VisitRestored(string Id) : CycleOp;

/// <summary>A third person may look, or write, until they are dismissed.</summary>
public sealed record GuestAdmitted(string Person, GuestRole Role) : CycleOp;

public sealed record GuestDismissed(string Person) : CycleOp;

/// <summary>Another coach takes over; the teacher stays.</summary>
public sealed record CoachChanged(string Coach) : CycleOp;

public enum GuestRole
{
    /// <summary>A second observer, who writes along.</summary>
    Observer,

    /// <summary>Reads along.</summary>
    Viewer,
}
