using System.Globalization;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>Sentences of the page on which two people look back at a lesson.</summary>
public static class ReflectWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Such as "What did we see on Tuesday?"; a day that is a week away or more by its date.</summary>
    public static string Heading(DateOnly? on, DateOnly today) => on switch
    {
        null => "What did we see?",
        { } day when day == today => "What did we see today?",
        { } day when day < today && day > today.AddDays(-7) => $"What did we see on {day.ToString("dddd", English)}?",
        { } day => $"What did we see on {day.ToString("MMMM d", English)}?",
    };

    /// <summary>The lesson's title, its length, and whose notes these are.</summary>
    public static string Facts(Visit visit, NotesState notes, CycleMembers members, long length, Func<string, string> firstName)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(members);
        var parts = new List<string> { visit.Title };
        if (LessonMinute.Rounded(length) is > 0 and var minutes) parts.Add(minutes == 1 ? "1 minute" : $"{minutes} minutes");
        // The teacher first, the coach second, whoever wrote along last.
        var authors = notes.Authors.People.OrderBy(person => person == members.Teacher ? 0 : person == members.Coach ? 1 : 2).ToList();
        if (authors.Count > 0)
        {
            var gone = authors.Count(person => !members.MayLook(person) && members.ShadowOf(person) != visit.Id);
            var ended = gone > 0 && notes.Clock.Ended ? ", whose access ended with the lesson" : "";
            parts.Add($"notes by {Names([.. authors.Select(firstName)])}{ended}");
        }
        return string.Join(" · ", parts);
    }

    /// <summary>Such as "Adaeze, Maribel and Jonas".</summary>
    public static string Names(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count switch
        {
            0 => "",
            1 => names[0],
            _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
        };
    }

    public static string Of(StepState state) => state switch
    {
        StepState.Proposed => "proposed",
        StepState.Declined => "declined",
        StepState.Accepted => "agreed",
        StepState.Practised => "practiced",
        StepState.Seen => "seen in a lesson",
        _ => "used elsewhere",
    };

    public static string Of(AuditKind kind) => kind switch
    {
        AuditKind.Shared => "shared it with",
        AuditKind.TakenBack => "took it back from",
        AuditKind.LookedAt => "looked at it",
        AuditKind.Exported => "took out a copy as",
        AuditKind.Imported => "brought it in from a file",
        AuditKind.Admitted => "let in",
        AuditKind.Dismissed => "ended the access of",
        _ => "handed over to",
    };
}
