using Board.Spaces;
using static Board.Surfaces.Protocol.PhaseTiming;

namespace Board.Surfaces.Protocol;

/// <summary>Short ways to think first and speak then.</summary>
public static partial class BuiltInProtocols
{
    private static BuiltInProtocol UsedToThink => new("used-to-think", "I used to think, now I think", 10, 10, "Project Zero prompts via secondary repos; pz.harvard.edu page not read",
        Phases(
            WriteHidden("I used to think (start of session)", 180, Proposed, "before", "Write what you think about this today. Only you see it.", "The beginning of the sentence."),
            WriteHidden("Now I think (end)", 180, Proposed, "now", "Write beside your first answer. Only you see it.", "The beginning of the sentence."),
            Write("How and why did it change; share", 240, Proposed, "shared", "Share as much of it as you like.", "What people chose to share.", Signal.WholeGroupShareOut)),
        ForOneself(Sections(("before", "I used to think …", ""), ("now", "Now I think …", ""), ("shared", "How and why it changed", "What would you like to share?")), "before", "now"));

    private static BuiltInProtocol StopAndJot => new("stop-and-jot", "Stop and jot", 2, 3, "ASCD EL think-write (about 30 s); wait time 3-5 s (Rowe)",
        Phases(
            Talk("Pose + wait", 6, Published, "Hear the question, and keep silent for some seconds.", "The question alone.", Signal.IndependentThinkTime),
            WriteHidden("Jot", 30, Published, "jot", "Write what comes to you.", "How many are done."),
            Talk("Harvest", 120, Proposed, "Look at all of it, or at three of them.", "The cards, without names.")),
        Sections(("jot", "Stop and jot", "")));

    private static BuiltInProtocol ThinkPairShare => new("think-pair-share", "Think, pair, share", 6, 8, "rcboe/EL (30 s-1 min per partner)",
        Phases(
            WriteHidden("Think", 120, Proposed, "thoughts", "Write what you think. Only you see it.", "The question.", Signal.IndependentThinkTime),
            Talk("Pair: B answers, then swap", 120, Published, "Talk with your partner, 30 to 60 seconds each. B begins.", "When to swap.", Signal.TalkAboutIt),
            Write("Share", 180, Proposed, "shared", "Put up one card for the two of you.", "The cards of the pairs.", Signal.WholeGroupShareOut)),
        ForOneself(Sections(("thoughts", "Think", "For yourself"), ("shared", "Share", "One card for the two of you")), "thoughts"));

    private static BuiltInProtocol RoseBudThorn => new("rose-bud-thorn", "Rose, bud, thorn", 30, 60, "spin.atomicobject.com (30-60 total); workshoptactics; LUMA colours",
        Phases(
            WriteHidden("Write silently", 480, Proposed, null, "One idea a card: what is going well, what could grow, what hurts.", "Three columns, and how many cards are in each."),
            Tend("Affinity sort", 600, Proposed, null, "Say which cards belong together. The facilitator groups them.", "The groups."),
            Talk("Discuss", 720, Proposed, "Talk about the groups, the largest first.", "The group that is being talked about.", Signal.TalkAboutIt)),
        Sections(("rose", "Rose", "What is going well?"), ("bud", "Bud", "What could grow?"), ("thorn", "Thorn", "What hurts?")));
}
