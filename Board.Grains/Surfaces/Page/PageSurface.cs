using System.Collections.Immutable;
using System.Diagnostics;
using Board.Spaces;

namespace Board.Surfaces.Page;

/// <summary>What happens to a text page.</summary>
public abstract record PageOp(string Surface) : SurfaceOp(Surface);

/// <summary>The whole text anew.</summary>
public sealed record PageWritten(string Surface, string Text) : PageOp(Surface);

/// <summary>What a live page is told instead. It is nobody's to do, and on the server it changes nothing.</summary>
public sealed record PageTold(string Surface, PageState Page) : PageOp(Surface);

/// <summary>The rules of a text page: those who lead write it.</summary>
public static class PageSurface
{
    public static ImmutableArray<OpType> Ops { get; } = [OpType.Of<PageWritten>("page-written"), OpType.Of<PageTold>("page-told")];

    /// <summary>May this person do this now? Null means yes.</summary>
    public static Refusal? Policy(PageOp op, bool leads) => op is PageTold ? Refusals.UnknownOp : leads ? null : Refusals.NotAllowed("a facilitator");

    /// <summary>Does it; a refusal changes nothing.</summary>
    public static Refusal? Apply(PageState page, PageOp op, out PageState changed)
    {
        changed = page;
        switch (op)
        {
            case PageWritten written:
                if (Words.Text(written.Text, "A page", Words.MaxStory) is { } refusal) return refusal;
                if (written.Text != page.Text) changed = new(written.Text);
                return null;
            case PageTold:
                return null; // said to pages, done by nobody
            default:
                throw new UnreachableException();
        }
    }

    public static PageOp? Inverse(PageState before, PageOp op) => op is PageWritten ? new PageWritten(op.Surface, before.Text) : null;
}
