using Board.Spaces;
using Board.Surfaces.Rating;
using static Board.Surfaces.Protocol.PhaseTiming;

namespace Board.Surfaces.Protocol;

/// <summary>Ways to decide, and to plan.</summary>
public static partial class BuiltInProtocols
{
    private static BuiltInProtocol FistToFive => new("fist-to-five", "Fist to five", 5, 8, "coronorcal.org; ceedsofpeace.org; emints",
        Phases(
            Rate("Show proposal", 60, Proposed, RatingStage.Waiting, "Read the proposal. Ask for other words where they are not clear.", "The proposal, what 0 to 5 mean, and how many are here.", Signal.TalkAboutIt),
            Rate("Rate", 60, Proposed, RatingStage.Vote, "Choose 0 to 5, on your own.", "Only how many have answered.", Signal.IndependentThinkTime),
            Rate("Reveal", 60, Proposed, RatingStage.Reveal, "Look at the spread together.", "How many at each level, the median, and how many at 0 and 1.", Signal.WholeGroupShareOut),
            Write("Hear low raters", 180, Proposed, "objections", "Whoever chose 0 or 1 says what stands in the way, and what would fix it.", "The objections beside the proposal.", Signal.WholeGroupShareOut) with { RatingStage = RatingStage.Talk },
            Rate("Amend, second and final vote", 60, Proposed, RatingStage.VoteAgain, "Take up what was said, then choose once more.", "Both votes side by side, and what was decided.", Signal.IndependentThinkTime)),
        Sections(("objections", "Objections", "What stands in the way, and what would fix it?")))
    { Rating = BuiltInRatings.FistToFive };

    private static BuiltInProtocol DotVote => new("dot-vote", "Dot vote", 8, 12, "favilleapp dotmocracy; gvendur; yesand.co.uk; designthinkingtoronto",
        Phases(
            Tend("Merge duplicates", 180, Proposed, "options", "Say which cards mean the same, so that they do not take votes from each other. The facilitator groups them.", "The cards; a group keeps the words of everybody in it."),
            Talk("Clarify", 180, Proposed, "Whoever wrote a card explains it, without speaking for it.", "The card that is being explained, large."),
            WriteHidden("Vote silently", 120, Proposed, "options", "Give your dots, each to another card.", "The timer; nobody sees the dots yet.", Signal.IndependentThinkTime),
            Talk("Reveal and debrief", 180, Proposed, "Talk about what is on top. Where it is a tie, vote once more on those.", "The cards with their dots, the most first.")),
        Sections(("options", "Options", "What could we do? Twelve options at most.")))
    { Dots = 5 };

    private static BuiltInProtocol ConsensusGradients => new("consensus-gradients", "Gradients of agreement", 10, 10, "Kaner 8-point via easel.ly handout; MSU Extension; Tamarack 6-level",
        Phases(
            Rate("Agree needed level", 120, Proposed, RatingStage.Waiting, "Decide before the vote which level is enough, and whether a veto stops it.", "What counts for a yes.", Signal.TalkAboutIt),
            Rate("Proposal wording final", 120, Proposed, RatingStage.Waiting, "Settle the words of the proposal.", "The proposal as it will be voted on.", Signal.GroupTask),
            Rate("Rate", 60, Proposed, RatingStage.Vote, "Choose one level, on your own.", "Only how many have answered.", Signal.IndependentThinkTime),
            Rate("Reveal, hear both ends", 240, Proposed, RatingStage.Reveal, "Both ends say why. The others listen first.", "The spread, and whether it is enough.", Signal.WholeGroupShareOut),
            Rate("Record", 60, Proposed, RatingStage.Agree, "Write down what was decided, and who does not go along in their own words.", "The decision, and the dissent.", Signal.WholeGroupShareOut)),
        [])
    { Rating = BuiltInRatings.Gradients };

    private static BuiltInProtocol Pdsa => new("pdsa", "Plan, do, study, act", 40, 40, "scribd PDSA template; Carnegie NILS guided PDSA",
        Phases(
            Write("Plan", 1_200, Proposed, "plan", "Write the aim, the question, what you predict, what you will measure, and who does it when and where.", "One card for the cycle. It stays as it is from the start on."),
            Write("Do", 0, Async, "log", "Between meetings: write down what you see, what surprises you, and whether it went as planned.", "The log of the weeks.", Signal.Network),
            Write("Study", 720, Proposed, "study", "Compare what was measured with what you predicted.", "Prediction and result, side by side.", Signal.TalkAboutIt),
            Write("Act", 480, Proposed, "act", "Adopt, adapt or abandon it, and name the next cycle.", "The cycles in a row.")),
        Sections(("plan", "Plan", "Aim, question, prediction, measure; who, when, where"), ("log", "Do", "What did you see? Did it go as planned?"), ("study", "Study", "What does it say about the prediction?"), ("act", "Act", "Adopt, adapt or abandon? What is next?")));

    private static BuiltInProtocol CoachingFocus => Planner("area-of-focus-coaching", "Area of focus: coaching", "Use your gap analysis to determine if coaching will be an area of focus on your SIP, then create an area of focus.",
        "Describe how this area of focus will be monitored for the desired outcome. How will you monitor for implementation and impact of coaching?");

    private static BuiltInProtocol InstructionalFocus => Planner("area-of-focus-instruction", "Area of focus: instruction", "Determine an area of focus related to instruction, then create it.",
        "Describe how this area of focus will be monitored for the desired outcome. How will your coaching system be leveraged within your monitoring for implementation and impact?");

    private static BuiltInProtocol Planner(string id, string name, string focus, string monitoring) => new(id, name, 30, 30, "Workshop \"Planning around your systems for coaching\", Group Task",
        Phases(
            Write("Area of focus", 180, Published, "focus", focus, "The areas of focus."),
            Write("Rationale", 480, Published, "rationale", "Determine your rationale for your selected area of focus.", "The area of focus, with its rationale."),
            Write("Measurable outcomes", 540, Published, "outcomes", "Determine your measurable outcomes. Think about the various data sources (teacher practice data, student data, walkthrough data, coaching documents and tools) you will use to determine outcomes.", "The outcomes, with their sources."),
            Write("Monitoring", 600, Published, "monitoring", monitoring, "The whole plan.")),
        Sections(("focus", "Area of focus", focus), ("rationale", "Rationale", "Why this one?"), ("outcomes", "Measurable outcomes", "What will be different, and which data will show it?"), ("monitoring", "Monitoring", monitoring)));

    private static BuiltInProtocol FourCharacteristics => new("four-characteristics", "The four characteristics of a system", 17, 17, "Workshop \"Planning around your systems for coaching\", Four Characteristics of Successful Systems",
        Phases(
            Write("Clear purpose", 180, Proposed, "purpose", "What is the desired result of your system?", "What the tables wrote."),
            Write("Accountable", 180, Proposed, "accountable", "How will you objectively measure the success of the system?", "What the tables wrote."),
            Write("Documented", 180, Proposed, "documented", "How will you prevent an endless variety of interpretations?", "What the tables wrote."),
            Write("Repeatable", 180, Proposed, "repeatable", "How can you make your system replicable, independent of a person?", "What the tables wrote."),
            Talk("Look at the whole", 300, Proposed, "Which of the four is the weakest in your system? What would you do first?", "All four, side by side.")),
        Sections(
            ("purpose", "Clear purpose", "What is the desired result of your system?"), ("accountable", "Accountable", "How will you objectively measure the success of the system?"),
            ("documented", "Documented", "How will you prevent an endless variety of interpretations?"), ("repeatable", "Repeatable", "How can you make your system replicable, independent of a person?")));
}
