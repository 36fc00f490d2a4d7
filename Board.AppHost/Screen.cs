namespace Board.AppHost;

/// <summary>Lines on the terminal, each under the name of who says it; coloured where that can be seen and is wanted.</summary>
internal sealed class Screen(TextWriter output, bool colours)
{
    private static readonly int[] Palette = [36, 35, 34, 33, 32, 96, 95, 94, 93, 92];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _colours = [];
    private int _width = 8;

    /// <summary>Standard output; without colours if it is not a terminal or <c>NO_COLOR</c> is set (no-color.org).</summary>
    public static Screen Standard() =>
        new(Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Something from this program itself.</summary>
    public void Say(string line) => Say("board", line);

    public void Say(string name, string line)
    {
        lock (_lock)
        {
            _width = Math.Max(_width, name.Length);
            if (!_colours.TryGetValue(name, out var colour)) _colours[name] = colour = Palette[_colours.Count % Palette.Length];
            var label = name.PadRight(_width);
            try
            {
                output.WriteLine(colours ? $"\e[{colour}m{label}\e[0m | {line}" : $"{label} | {line}");
            }
            catch (IOException)
            {
                // Whoever read our lines has gone; there is still work to do, such as stopping.
            }
        }
    }
}
