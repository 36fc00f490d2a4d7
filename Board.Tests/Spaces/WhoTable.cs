namespace Board.Tests.Spaces;

/// <summary>A table of who × what as a test writes it: the first line names people, each other line a thing and what comes of it for each of them.</summary>
internal static class WhoTable
{
    /// <summary>One row of a theory a cell: who, what, and what is expected.</summary>
    /// <param name="name">What a name of the table stands for, where that is not the name itself.</param>
    public static TheoryData<string, string, string> Rows(string table, Func<string, string>? name = null)
    {
        name ??= same => same;
        var (people, lines) = (Cells(table).First(), Cells(table).Skip(1));
        var rows = new TheoryData<string, string, string>();
        foreach (var line in lines)
            for (var i = 1; i < line.Length; i++) rows.Add(name(people[i - 1]), name(line[0]), line[i]);
        return rows;
    }

    /// <summary>The things that the table names, in its order.</summary>
    public static IEnumerable<string> Things(string table) => Cells(table).Skip(1).Select(line => line[0]);

    public static IEnumerable<string[]> Cells(string table) => table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
