using System.Collections.Immutable;

namespace Board.Spaces;

/// <summary>What a room is asked to do just now: the seven signals of the module (design, workshops).</summary>
public enum Signal
{
    TalkAboutIt,
    HandoutReference,
    GroupTask,
    StopAndJot,
    WholeGroupShareOut,
    IndependentThinkTime,
    Network,
}

/// <summary>The signals as people read them.</summary>
public static class Signals
{
    /// <summary>All of them, in the order in which the module lists them.</summary>
    public static ImmutableArray<SignalWords> All { get; } =
    [
        new(Signal.TalkAboutIt, "Talk about it", "Chat with those around you"),
        new(Signal.HandoutReference, "Handout reference", "Locate the noted handout to follow along"),
        new(Signal.GroupTask, "Group task", "Engage in the task together"),
        new(Signal.StopAndJot, "Stop and jot", "Record your thoughts, on your own"),
        new(Signal.WholeGroupShareOut, "Whole group share out", "Share your ideas with the whole group"),
        new(Signal.IndependentThinkTime, "Independent think time", "Reflect on your own"),
        new(Signal.Network, "Network", "Engage in learning with other schools and districts"),
    ];

    public static SignalWords Of(Signal signal) => All.First(words => words.Signal == signal);
}

/// <param name="Name">Short, for a bar.</param>
/// <param name="Meaning">One line, for a large screen.</param>
public sealed record SignalWords(Signal Signal, string Name, string Meaning);
