using System.Globalization;
using Board.Surfaces.Notes;

namespace Board.Tests.Surfaces.Notes;

/// <summary>
/// CodeMirror's notation for the shape of a change, so that a case is one line: <c>2 0:3 4</c> keeps
/// two units, inserts three and keeps four; <c>5:0</c> deletes five. Inserted texts are letters that
/// go on through the alphabet from <paramref name="letter"/>, so that they can be told apart.
/// </summary>
internal static class ChangeNotation
{
    public static ChangeSet Parse(string shape, char letter = 'a')
    {
        var sections = new List<int>();
        var inserted = new List<string?>();
        foreach (var part in shape.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = part.Split(':').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var insert = numbers.Length > 1 ? numbers[1] : -1;
            sections.AddRange([numbers[0], insert]);
            inserted.Add(insert > 0 ? string.Concat(Enumerable.Range(0, insert).Select(_ => letter++)) : null);
        }
        return new ChangeSet([.. sections], [.. inserted]);
    }
}
