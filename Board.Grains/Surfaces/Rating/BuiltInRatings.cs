using System.Collections.Immutable;

namespace Board.Surfaces.Rating;

/// <summary>Sets of statements and levels that a rating can begin with; a facilitator changes them as they like.</summary>
public static class BuiltInRatings
{
    public const string Consensus = "coach-principal-district";
    public const string Characteristics = "four-characteristics";
    public const string FistToFive = "fist-to-five";
    public const string Gradients = "gradients-of-agreement";

    /// <summary>Id of the statement in a set that rates one proposal.</summary>
    public const string Proposal = "proposal";

    public static ImmutableArray<BuiltInRating> All { get; } =
    [
        new(Consensus, "COACH, PRINCIPAL, DISTRICT", "Come to consensus on the components of a system for coaching (workshop \"Planning around your systems for coaching\").",
            RatingSettings.Usual with { Voices = ["COACH", "PRINCIPAL", "DISTRICT"] },
            [
                new("purpose", "The purpose is clear", "Everybody can say what our coaching is for and what it should change.", "i", RatingStage.Waiting),
                new("lookfors", "Look-fors are shared", "Coach, teacher and leaders look for the same things in a lesson.", "j", RatingStage.Waiting),
                new("plans", "Coaching plans name a focus and a method", "A plan says what we are working on, why, and how the coach will support: modeling, co-teaching or observing.", "k", RatingStage.Waiting),
                new("time", "Time for coaching is protected", "The week has time for coaching that other work does not take.", "l", RatingStage.Waiting),
                new("logs", "Logs record actions and outcomes", "What the coach did, what the teacher did, and what came of it.", "m", RatingStage.Waiting),
                new("response", "Leaders read plans and respond", "Leaders set time aside to read them, give feedback and support.", "n", RatingStage.Waiting),
                new("lasting", "It works without any one person", "Were somebody to leave, the system would go on.", "o", RatingStage.Waiting),
            ]),
        new(Characteristics, "The four characteristics of a system", "Four characteristics of successful systems, each with its question (workshop \"Planning around your systems for coaching\").",
            RatingSettings.Usual,
            [
                new("purpose", "The system has a clear purpose", "What is the desired result of your system?", "i", RatingStage.Waiting),
                new("accountable", "The system is accountable", "How will you objectively measure the success of the system?", "j", RatingStage.Waiting),
                new("documented", "The system is documented", "How will you prevent an endless variety of interpretations?", "k", RatingStage.Waiting),
                new("repeatable", "The system is repeatable", "How can you make your system replicable, independent of a person?", "l", RatingStage.Waiting),
            ]),
        new(FistToFive, "Fist to five", "coronorcal.org; ceedsofpeace.org; emints",
            new(
                [
                    new("0", "a fist: I can't go along"), new("1", "I have a serious objection"), new("2", "some things have to change first"),
                    new("3", "I can live with it"), new("4", "I support it"), new("5", "I will help to lead it"),
                ], [], new(3, 100)),
            [new(Proposal, "Our proposal", "", "i", RatingStage.Waiting)]),
        new(Gradients, "Gradients of agreement", "Kaner's eight points, by way of an easel.ly handout; MSU Extension; Tamarack (six levels)",
            new(
                [
                    new("Veto", "I stop it"), new("Serious disagreement", "I am not with the room on this"), new("Don't like but will support", "I don't like it, and won't hold it up"),
                    new("More discussion", "I am not ready to say"), new("Abstain", "I have no opinion"), new("Reservations", "I can live with it"),
                    new("Minor point", "I agree, with a small thing to mention"), new("Endorse", "I like it"),
                ], [], new(2, 100)),
            [new(Proposal, "Our proposal", "", "i", RatingStage.Waiting)]),
    ];

    public static BuiltInRating? Of(string id) => All.FirstOrDefault(rating => rating.Id == id);
}

/// <param name="Source">Where it comes from.</param>
public sealed record BuiltInRating(string Id, string Name, string Source, RatingSettings Settings, ImmutableArray<Statement> Statements);
