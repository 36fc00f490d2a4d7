using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Server.Demo;

/// <summary>
/// A lesson of the demo district as three people wrote it down: text, look-fors, comments, interpretations, a private note, clock and
/// numbers. It is written as ops through the rules like any other, on a clock that is set by hand.
/// </summary>
internal sealed class DemoLesson(ISpaceEngine engine, DemoTime time, SpaceId cycle, string visit, string coach, string teacher, string observer)
{
    private string _text = "";
    private int _ids;

    /// <summary>How long the lesson has taken when it is paused.</summary>
    public static TimeSpan Length { get; } = new(0, 18, 42);

    public async Task WriteAsync(DateTimeOffset begins)
    {
        await AtAsync(begins, "00:00", coach, new ClockStarted(visit), new PhaseMarked(visit, NextId(), "Launch"));
        await LineAsync("00:40", coach, "Number line on the board, 0 to 2, no marks. “Where would three quarters go? Don’t tell me yet. Show me with a finger in the air.”");
        await TagAsync("00:55", coach, "2b", "Don’t tell me yet. Show me with a finger in the air.");
        await LineAsync("02:15", coach, "“What do you notice about the two arrows?” Four hands after 3\u00a0s, fourteen after 6\u00a0s. She calls on no one yet.");
        await TagAsync("02:20", coach, "3b", "“What do you notice about the two arrows?”");
        await AtAsync(begins, "02:28", coach, new Counted(visit, NextId(), "open"), new WaitTimed(visit, NextId(), "wait", 3_900));
        await SayAsync("02:40", observer, "“What do you notice about the two arrows?”", "Fourteen! Last week, six.");
        await LineAsync("04:10", coach, "“One of you says where, the other says why. Go.” All 12 pairs are talking within 8\u00a0s.");
        await TagAsync("04:20", coach, "2c", "All 12 pairs are talking within 8\u00a0s.");
        await TagAsync("04:24", coach, "G", "All 12 pairs are talking within 8\u00a0s.");
        await AtAsync(begins, "05:00", coach, new Swept(visit, NextId(), "task", 21, 24));
        await LineAsync("05:30", observer, "Pair at the window: “It’s past the half, because four is double two.” Partner: “So three has to be more than half.”");
        await TagAsync("05:40", observer, "3c", "“So three has to be more than half.”");
        await TagAsync("05:44", coach, "G", "“So three has to be more than half.”");
        var settled = await SayAsync("06:00", coach, "“So three has to be more than half.”", "Did anybody ask them for that, or did it come by itself?");
        await AtAsync(begins, "06:30", observer, new ThreadAnswered(visit, settled, NextId(), "By itself. She was still at the other table."), new ThreadSettled(visit, settled, true));
        await LineAsync("07:05", teacher, "Kofi and Lucía sit together today. First time. I wanted someone who would ask her why.");
        await AtAsync(begins, "08:10", coach, new TalkTurned(visit, Talk.Group), new Counted(visit, NextId(), "open"), new Counted(visit, NextId(), "closed"));
        await AtAsync(begins, "09:30", coach, new PhaseMarked(visit, NextId(), "Explore"), new Counted(visit, NextId(), "open"), new Counted(visit, NextId(), "closed"));
        await AtAsync(begins, "10:00", coach, new Swept(visit, NextId(), "task", 23, 24), new Counted(visit, NextId(), "open"), new TalkTurned(visit, Talk.Teacher));
        await LineAsync("10:45", coach, "“Who can add to Lucía’s idea?” Kofi: “You could also cut each half in half.” “Why does that work?” Five seconds of quiet. Then Lucía answers him directly.");
        await TagAsync("10:55", coach, "3b", "“Why does that work?” Five seconds of quiet.");
        await AtAsync(begins, "11:00", coach, new WaitTimed(visit, NextId(), "wait", 4_100), new Counted(visit, NextId(), "open"), new TalkTurned(visit, Talk.Student));
        var quiet = await SayAsync("11:20", teacher, "“Why does that work?” Five seconds of quiet.", "I nearly answered that one for her.");
        await AtAsync(begins, "11:50", coach, new ThreadAnswered(visit, quiet, NextId(), "And you waited. What did you see that made you hold back?"));
        await AtAsync(begins, "12:00", coach, new PrivateNoteWritten(visit, NextId(), _text.Length, "Ask how she chose the pairs. Listen first, it’s her design."));
        await LineAsync("13:30", observer, "Five cards go up on the line. Two overlap at 4/4 and 1. Nobody corrects it. “Talk to your partner: can both be right?”");
        await TagAsync("13:40", coach, "3d", "“Talk to your partner: can both be right?”");
        await AtAsync(begins, "13:44", coach, new Counted(visit, NextId(), "open"), new Counted(visit, NextId(), "closed"), new TalkTurned(visit, Talk.Group));
        await AtAsync(begins, "15:00", coach, new Swept(visit, NextId(), "task", 22, 24), new Counted(visit, NextId(), "open"), new Counted(visit, NextId(), "closed"));
        await InterpretAsync("15:50", coach, "I wonder if the pause is what let Lucía answer Kofi, and not you.", "“Who can add to Lucía’s idea?”");
        await InterpretAsync("16:30", teacher, "Maybe two cards at the same point looked like a mistake to them, so they waited for me.", "Five cards go up on the line.");
        await AtAsync(begins, "17:40", coach, new WaitTimed(visit, NextId(), "wait", 5_200), new TalkTurned(visit, Talk.Teacher));
        await LineAsync("18:20", coach, "Mini-whiteboards: “Which is closer to 1, two thirds or five sixths?” 19 boards up,");
        await AtAsync(begins, "18:42", coach, new ClockPaused(visit));

        async Task LineAsync(string at, string by, string line)
        {
            var insert = _text.Length == 0 ? line : "\n" + line;
            await AtAsync(begins, at, by, new NotesEdit(visit, ChangeSet.Replace(_text.Length, _text.Length, _text.Length, insert)));
            _text += insert;
        }

        Task TagAsync(string at, string by, string code, string words) =>
            AtAsync(begins, at, by, new LookForTagged(visit, NextId(), From(words), From(words) + words.Length, code));

        async Task<string> SayAsync(string at, string by, string about, string words)
        {
            var thread = NextId();
            await AtAsync(begins, at, by, new ThreadStarted(visit, thread, From(about), From(about) + about.Length, NextId(), words));
            return thread;
        }

        async Task InterpretAsync(string at, string by, string words, string evidence)
        {
            await LineAsync(at, by, words);
            var start = From(evidence);
            var end = _text.IndexOf('\n', start);
            await AtAsync(begins, at, by, new InterpretationMarked(visit, NextId(), From(words), From(words) + words.Length, start, end < 0 ? _text.Length : end));
        }
    }

    private int From(string words) => _text.IndexOf(words, StringComparison.Ordinal);

    private string NextId() => $"demo{++_ids}";

    private async Task AtAsync(DateTimeOffset begins, string at, string by, params SpaceOp[] ops)
    {
        time.Now = begins + TimeSpan.ParseExact(at, @"mm\:ss", null);
        using var lease = await engine.OpenAsync(cycle);
        var answer = await engine.SubmitAsync(cycle, new Submission(Person.Of(by), SessionId.NewOneOff(), lease.Feed.Committed.Sequence, Number: 1, [.. ops]));
        if (answer.Refusal is { } refusal) throw new InvalidOperationException($"The demo's lesson was refused at {at}: {refusal}");
    }
}
