using System.Globalization;
using System.Text;

namespace Board.Spaces.Workshop;

/// <summary>
/// What somebody without an account may be called. A name stands beside cards on a large screen, so it must not turn the text
/// around it, hide, or look like somebody who leads.
/// </summary>
public static class ParticipantNames
{
    public const int MaxLength = 40;

    private static readonly string[] Reserved = ["admin", "administrator", "board", "facilitator", "host", "moderator", "presenter", "projector", "support", "system"];

    /// <summary>Letters of other scripts that pass for Latin ones.</summary>
    private const string Likeness = "аaеeоoрpсcуyхxіiјjѕsтtмmнhкkвbԁdɡgαaοoρpνvιiτtκkηn0o1l3e5s$s@a|l!i";

    /// <summary>Refuses a name that can't stand on the wall; an empty one is fine where none is needed.</summary>
    public static Refusal? Check(string name)
    {
        if (name.Length == 0) return null;
        if (name.Length > MaxLength) return new("too-long", $"A name can have {MaxLength} characters. Nothing was changed.");
        if (Words.Name(name, "A name") is { } refusal) return refusal;
        if (name.EnumerateRunes().Any(IsUnseen)) return new("malformed", "This name holds characters that can't be seen or that turn the writing around. Please type it with plain letters.");
        return IsReserved(name) ? new("name-reserved", "This name could be taken for somebody who leads the workshop. Please take another one.") : null;
    }

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsReserved(string name)
    {
        var folded = new string([.. Folded(name)]);
        // As written by the rules: l and i are one, since they are on a screen.
        return Reserved.Any(word => folded == word.Replace('l', 'i'));
    }

    private static IEnumerable<char> Folded(string name)
    {
        foreach (var c in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) continue;
            var at = -1;
            for (var i = 0; i < Likeness.Length; i += 2)
            {
                if (Likeness[i] == c) at = i;
            }
            var letter = at < 0 ? c : Likeness[at + 1];
            if (char.IsLetter(letter)) yield return letter == 'l' ? 'i' : letter;
        }
    }
}
