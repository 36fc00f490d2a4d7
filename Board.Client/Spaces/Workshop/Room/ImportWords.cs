namespace Board.Client.Spaces.Workshop.Room;

/// <summary>What is said after cards were brought in, by the code in the address.</summary>
internal static class ImportWords
{
    public static string? Of(string? code) => code switch
    {
        null or "" => null,
        "done" => "The cards are on the wall. They are yours: who wrote them elsewhere, and when, is not brought along.",
        "nothing" => "There are no cards in this file. Nothing was changed.",
        "too-new" => "This file comes from a newer version of Board. Nothing was changed; ask your administrator for an upgrade.",
        "wall-full" or "too-many" => "There is more in this file than a wall holds. What had room is on the wall; bring the rest into another one.",
        "too-long" => "A card in this file has more words than a card holds. What came before it is on the wall.",
        "disk-full" or "unavailable" => "The server can’t keep so much just now. Look at what is on the wall, then try again.",
        _ => "This file does not hold cards that can be read. Nothing was changed; choose a table (CSV), a text with a line each, or a wall that was taken out as JSON.",
    };
}
