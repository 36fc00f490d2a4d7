namespace Board.Surfaces.Notes;

/// <summary>
/// Runs as a short text, since most of them are a few characters by whom the last one was and at about the same time: for each run
/// twice its length, plus one if author or time differ from the run before (at first author 0, second 0), and then the author and the
/// change in seconds, that one with its sign in the lowest bit. Numbers are variable-length quantities in base 64, the lowest
/// five bits first and 32 for "more follows", as in source maps (ECMA-426), in the alphabet of RFC 4648 for URLs.
/// </summary>
internal static class RunsCode
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int More = 32;

    public static string Write(IEnumerable<Run> runs)
    {
        var text = new System.Text.StringBuilder();
        var last = default(Run);
        foreach (var run in runs)
        {
            var same = run.Author == last.Author && run.Seconds == last.Seconds;
            Put(text, ((long)run.Length << 1) | (same ? 0L : 1L));
            if (!same)
            {
                var later = (long)run.Seconds - last.Seconds;
                Put(text, run.Author);
                Put(text, later < 0 ? (-later << 1) | 1 : later << 1);
            }
            last = run;
        }
        return text.ToString();
    }

    /// <exception cref="FormatException">The text is not one that <see cref="Write"/> makes.</exception>
    public static List<Run> Read(string text)
    {
        var runs = new List<Run>();
        var last = default(Run);
        for (var at = 0; at < text.Length;)
        {
            var first = Take(text, ref at);
            var (author, seconds) = (last.Author, (long)last.Seconds);
            if ((first & 1) != 0)
            {
                author = Whole(Take(text, ref at));
                var later = Take(text, ref at);
                seconds += (later & 1) != 0 ? -(later >> 1) : later >> 1;
            }
            runs.Add(last = new Run(Whole(first >> 1), author, Whole(seconds)));
        }
        return runs;
    }

    private static void Put(System.Text.StringBuilder text, long number)
    {
        for (; number >= More; number >>= 5) text.Append(Digits[(int)(number & 31) | More]);
        text.Append(Digits[(int)number]);
    }

    private static long Take(string text, ref int at)
    {
        var number = 0L;
        for (var shift = 0; shift <= 35 && at < text.Length; shift += 5)
        {
            var digit = Digits.IndexOf(text[at++], StringComparison.Ordinal);
            if (digit < 0) break;
            number |= (long)(digit & 31) << shift;
            if (digit < More) return number;
        }
        throw new FormatException("The runs of a text can't be read.");
    }

    private static int Whole(long number) =>
        number is >= int.MinValue and <= int.MaxValue ? (int)number : throw new FormatException("The runs of a text can't be read.");
}
