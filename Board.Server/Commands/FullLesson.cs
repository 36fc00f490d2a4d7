using System.Collections.Immutable;
using System.Globalization;
using Board.Engines;
using Board.Files;
using Board.Grains;
using Board.Log;
using Board.Server.Demo;
using Board.Server.Photos;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using SkiaSharp;

namespace Board.Server.Commands;

/// <summary>How much there is in a lesson.</summary>
internal sealed record LessonSize(int Minutes, int Keys, int Tags, int Threads, int Photos)
{
    public static LessonSize Long { get; } = new(Minutes: 60, Keys: 20_000, Tags: 300, Threads: 60, Photos: 40);
}

/// <summary>
/// A lesson for load tests, in which a coach and a teacher type, tag stretches, begin threads and take photos. It is written as ops
/// through the rules like any other, a key an entry, on a clock that is set by hand.
/// </summary>
internal sealed class FullLesson(ISpaceLog log, IFileStore files, TimeProvider time, ILogger<EmbeddedEngine> engines, ILogger<PictureShelf> shelves)
{
    private static readonly string[] Heard =
    [
        "“Where would three quarters go? Show me with a finger in the air.” All look up.",
        "Pair at the window: “It’s past the half, because four is double two.”",
        "Five cards go up on the line. Two overlap. Nobody corrects it.",
        "“Who can add to that idea?” Three hands at once, then seven more.",
        "Teacher kneels at the second table, listens, says nothing, moves on.",
        "“Say it again in your own words.” A pause of four seconds.",
    ];

    private static readonly string[] Codes = ["2b", "2c", "3b", "3c", "3d", "G"];

    /// <summary>Opens a cycle before the lesson, which ends now, and writes it. Nothing of the cycle may be there, since time does not go back in a space (GRAIN5).</summary>
    /// <param name="opening">The coach's first ops, after which the visit is there.</param>
    public async Task WriteAsync(SpaceId cycle, string visit, string coach, string teacher, IEnumerable<SpaceOp> opening, LessonSize size)
    {
        var begins = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()) - TimeSpan.FromMinutes(size.Minutes);
        var clock = new DemoTime(begins);
        await using var engine = new EmbeddedEngine(log, clock, engines);
        var door = new SpaceDoor(engine);
        foreach (var op in opening) await DoAsync(coach, op);
        await DoAsync(coach, new ClockStarted(visit), new PhaseMarked(visit, "phase1", "Launch"));
        var (length, tags, threads, taken) = (0, 0, 0, 0);
        for (var line = 0; length < size.Keys; line++)
        {
            var by = line % 3 == 2 ? teacher : coach;
            var words = Heard[line % Heard.Length] + '\n';
            words = words[..Math.Min(words.Length, size.Keys - length)];
            clock.Now = begins + TimeSpan.FromMinutes(size.Minutes) * length / size.Keys;
            await DoAsync(by, [.. words.Select((key, at) => new NotesEdit(visit, ChangeSet.Replace(length + at, length + at, length + at, key.ToString())))]);
            for (; tags < size.Tags * (long)(length + words.Length) / size.Keys; tags++)
                await DoAsync(by, new LookForTagged(visit, Id("tag", tags), length, length + words.Length - 1, Codes[tags % Codes.Length]));
            for (; threads < size.Threads * (long)(length + words.Length) / size.Keys; threads++)
            {
                await DoAsync(
                    by,
                    new ThreadStarted(visit, Id("thread", threads), length, length + words.Length - 1, Id("first", threads), "What did you see that made you wait here?"),
                    new ThreadAnswered(visit, Id("thread", threads), Id("reply", threads), "They had begun to answer each other."));
            }
            for (; taken < size.Photos * (long)(length + words.Length) / size.Keys; taken++) await TakeAsync(by, taken);
            length += words.Length;
        }
        await DoAsync(coach, new ClockPaused(visit));

        async Task DoAsync(string person, params ImmutableArray<SpaceOp> ops)
        {
            using var lease = await engine.OpenAsync(cycle);
            var answer = await engine.SubmitAsync(cycle, new Submission(Person.Of(person, person == coach ? Role.Coach : Role.Teacher), SessionId.NewOneOff(), lease.Feed.Committed.Sequence, Number: 1, ops));
            if (answer.Refusal is { } refusal) throw new IOException(refusal.Message);
        }

        async Task TakeAsync(string person, int number)
        {
            var (_, refusal) = await new PhotoDesk(door, new PictureShelf(files, shelves)).AddAsync(cycle, Person.Of(person), visit, Picture(number), "The board at the front", default);
            if (refusal is not null) throw new IOException(refusal.Message);
        }
    }

    private static string Id(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");

    /// <summary>As large as a photo that a browser has made smaller, and no easier to compress than a full board: writing on a surface that is not even.</summary>
    private static byte[] Picture(int number)
    {
        using var bitmap = new SKBitmap(1_600, 1_200);
        using var canvas = new SKCanvas(bitmap);
        using var grain = SKShader.CreatePerlinNoiseTurbulence(0.4f, 0.4f, 3, number);
        using var surface = new SKPaint { Shader = grain };
        using var chalk = new SKPaint { Color = SKColors.White, StrokeWidth = 3, Style = SKPaintStyle.Stroke, IsAntialias = true };
        canvas.Clear(new SKColor(40, 70, 60));
        canvas.DrawPaint(surface);
        for (var i = 0; i < 120; i++) canvas.DrawCircle((number * 97 + i * 131) % 1_600, (number * 61 + i * 173) % 1_200, 10 + (i % 30), chalk);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 84);
        return jpeg.ToArray();
    }
}
