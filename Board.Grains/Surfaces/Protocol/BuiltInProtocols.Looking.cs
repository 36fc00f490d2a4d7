using Board.Spaces;
using static Board.Surfaces.Protocol.PhaseTiming;

namespace Board.Surfaces.Protocol;

/// <summary>Ways to look at data and at work together.</summary>
public static partial class BuiltInProtocols
{
    private static BuiltInProtocol NoticeWonder => new("notice-wonder", "Notice and wonder", 40, 40, "studylib 25379811 (DM1)",
        Phases(
            WriteHidden("Notice (silent)", 300, Published, "notice", "Write four things that you see: facts, not judgments. Begin with “I notice that”.", "The data, and the beginning of the sentence."),
            Talk("Round 1", 300, Published, "Each says one in turn. Nothing twice, and no discussion.", "What was noticed, one card at a time."),
            WriteHidden("Wonder (silent)", 300, Published, "wonder", "Write four questions, not solutions. Begin with “I wonder why”.", "What was noticed."),
            Talk("Round 2", 600, Published, "Each says a new one in turn.", "What people wonder, beside what was noticed."),
            Write("Discuss causes, extra data needed", 900, Published, "data", "Talk about what could be behind it, and write which data you still need.", "The data that are needed, and who gets them.", Signal.TalkAboutIt)),
        Sections(("notice", "I notice that …", "Facts, not judgments"), ("wonder", "I wonder why …", "Questions, not solutions"), ("data", "Data we need", "Which, and who gets them?")));

    private static BuiltInProtocol GalleryWalk => new("gallery-walk", "Gallery walk", 25, 90, "teacheracademy.ca (25-30); californiaengage.org (60-90)",
        Phases(
            Tend("Set up", 300, Published, null, "Each team puts up one piece of work.", "The list of stations."),
            WriteHidden("Walk", 1_200, Published, null, "About two minutes at each station: one thing that you like, one that you wonder.", "When to move on; the notes of others stay hidden.", Signal.GroupTask),
            Write("Owners reflect", 300, Published, "change", "Read the notes at your station, and choose one change.", "The notes, then what they have in common.", Signal.IndependentThinkTime)),
        Sections(("like", "I like", "Name the station"), ("wonder", "I wonder", "Name the station"), ("change", "One change", "What will you change?")));

    private static BuiltInProtocol Tuning => new("tuning", "Tuning", 40, 60, "docsbay tuning 40; oregonednet (presentation 15)",
        Phases(
            Tend("Presentation", 600, Published, "question", "The presenter shows the work and asks one focusing question. The others are silent.", "The work and the focusing question, which stays.", Signal.HandoutReference),
            Write("Clarifying questions", 180, Published, "questions", "Short questions about facts.", "The questions.", Signal.WholeGroupShareOut),
            Write("Probing questions", 240, Published, "questions", "Questions that make one think. The presenter answers; there is no discussion.", "The questions.", Signal.WholeGroupShareOut),
            WriteHidden("Pause", 180, Published, "warm", "Write warm and cool feedback, on your own.", "The focusing question; the cards are hidden."),
            Talk("Warm and cool feedback", 600, Published, "The others talk about the work. The presenter listens and takes notes.", "Warm and cool feedback, side by side.", Signal.TalkAboutIt),
            Talk("Presenter reflects", 300, Published, "The presenter says what they take up. The others are silent.", "The cards that are taken up."),
            Write("Debrief process", 300, Published, "debrief", "How was it to work like this?", "What to keep and what to change.", Signal.TalkAboutIt)),
        Sections(
            ("question", "Focusing question", "Written by the presenter, with the facilitator"), ("questions", "Questions", ""), ("warm", "Warm", "What is strong, with regard to the question?"),
            ("cool", "Cool", "Where is there a gap, with regard to the question?"), ("debrief", "The process", "What to keep, what to change")));

    private static BuiltInProtocol DataDrivenDialogue => new("data-driven-dialogue", "Data-driven dialogue", 55, 65, "Wellman & Lipton via slidetodoc/slideplayer; SRI page (minutes not read)",
        Phases(
            WriteHidden("Predict", 600, Proposed, "predict", "Before you see the data: I predict, I assume, I wonder.", "Nothing of the data yet."),
            Talk("Go visual", 600, Proposed, "Make the chart together.", "The chart, and what was predicted.", Signal.GroupTask),
            Write("Observe", 900, Proposed, "observe", "Facts only. Whoever hears “because” says so.", "The chart, and what is seen in it.", Signal.TalkAboutIt),
            Write("Infer / question", 1_200, Proposed, "infer", "Explain what was seen, and say which data would tell.", "Explanations beside what was seen.", Signal.TalkAboutIt),
            Write("Next action", 300, Proposed, "action", "Name who does what until when.", "What will be done.")),
        Sections(
            ("predict", "Predictions", "I predict … I assume … I wonder …"), ("observe", "Observations", "Facts only"), ("infer", "Explanations and questions", "What could explain it? Which data would tell?"),
            ("action", "Next actions", "Who, what, until when")));

    private static BuiltInProtocol FiveWhys => new("five-whys", "Five whys", 25, 25, "Vermont AOE worksheet (via info.5y1.org)",
        Phases(
            Write("State problem of practice", 180, Proposed, "problem", "Write the problem as a statement.", "The problem, which stays."),
            Write("Whys 1..5", 1_020, Proposed, "whys", "Because, and how do we know? One chain that goes deep, not five beside each other. Each why has data.", "The chain; a why without evidence is marked.", Signal.TalkAboutIt),
            Write("Test root", 300, Proposed, "root", "Is it in our control? Is it something else than a person? Would fixing it remove the problem? Else go back one why.", "The three checks, and the action.", Signal.TalkAboutIt)),
        Sections(("problem", "The problem", "As a statement"), ("whys", "Why?", "Because … and how do we know?"), ("root", "The root", "In our control, not a person, and what we do about it")));
}
