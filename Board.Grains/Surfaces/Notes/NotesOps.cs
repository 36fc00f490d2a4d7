using Board.Spaces;

namespace Board.Surfaces.Notes;

/// <summary>What happens to a shared text.</summary>
public abstract record NotesOp(string Surface) : SurfaceOp(Surface);

/// <summary>A change of the text, based on the entry before it in the log (a submission's is rebased before it becomes an entry).</summary>
public sealed record NotesEdit(string Surface, ChangeSet Changes) : NotesOp(Surface);
