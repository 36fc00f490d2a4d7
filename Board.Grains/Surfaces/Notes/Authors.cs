using System.Collections.Immutable;

namespace Board.Surfaces.Notes;

/// <summary>
/// The people whose hands a text shows, in the order in which they first wrote, and the second from which times count.
/// Runs refer to both by small numbers.
/// </summary>
/// <param name="People">Ids of people.</param>
/// <param name="Start">Seconds since 1970 UTC of the first insertion; 0 while there is none.</param>
public sealed record Authors(ImmutableArray<string> People, long Start)
{
    public static Authors None { get; } = new([], 0);

    /// <summary>The author's number and the time, in seconds after <see cref="Start"/>; adds what is new.</summary>
    public Authors Note(string person, DateTimeOffset at, out int author, out int seconds)
    {
        var now = at.ToUnixTimeSeconds();
        author = People.IndexOf(person);
        var noted = this;
        if (author < 0)
        {
            author = People.Length;
            noted = new Authors(People.Add(person), People.IsEmpty ? now : Start);
        }
        seconds = (int)(now - noted.Start);
        return noted;
    }
}

/// <summary>A stretch of text that one author wrote in one go.</summary>
/// <param name="Length">UTF-16 units, at least 1.</param>
/// <param name="Author">Index into <see cref="Authors.People"/>.</param>
/// <param name="Seconds">When it was begun, in whole seconds after <see cref="Authors.Start"/>.</param>
public readonly record struct Run(int Length, int Author, int Seconds);
