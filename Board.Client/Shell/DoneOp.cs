using System.Text.Json;
using Board.Spaces;

namespace Board.Client.Shell;

/// <summary>Something that a person did, and the way back (SPEC.md, OP6).</summary>
/// <param name="Op">What was done.</param>
/// <param name="Back">What takes it back.</param>
internal sealed record DoneOp(SpaceOp Op, SpaceOp Back)
{
    /// <summary>
    /// Whether somebody has set it anew since, so that taking it back would undo their work. Where an op sets something, what would
    /// take it back today is an op that sets what is there now; that is what was set, unless somebody came after. Others, such as a
    /// minute more, are taken back by the same op as ever.
    /// </summary>
    public bool IsOverwritten(SpaceKind kind, SpaceState now)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.Inverse(now, Op) is not { } today || today.GetType() != Op.GetType()) return false;
        var written = Json(today);
        return written != Json(Op) && written != Json(Back);
    }

    private static string Json(SpaceOp op) => JsonSerializer.Serialize(op, SpaceJson.Options);
}
