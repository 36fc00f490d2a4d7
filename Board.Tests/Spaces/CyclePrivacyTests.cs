using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Tests.Spaces;

/// <summary>What of a lesson's notes each person is shown (SPEC.md: SEE2, PRIV1, MARK4).</summary>
public sealed class CyclePrivacyTests
{
    private static readonly CycleSpace Space = new();
    private static readonly Person Coach = Person.Of("maribel", Role.Coach);
    private static readonly Person Teacher = Person.Of("adaeze", Role.Teacher);
    private static readonly Person Observer = Person.Of("jonas", Role.Teacher);

    private readonly List<Entry> _entries = [];
    private SpaceState _state = Space.Empty;

    public CyclePrivacyTests()
    {
        Do(Coach, new CycleOpened(Coach.Id, Teacher.Id, "Talk"));
        Do(Coach, new VisitAdded("v1", "Fractions", "Room 4B", null));
        Do(Coach, new GuestAdmitted(Observer.Id, GuestRole.Observer));
        Do(Coach, new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, "Four hands.")));
    }

    [Fact]
    public void PRIV1_A_private_note_is_in_no_entry_and_no_snapshot_for_anybody_else()
    {
        var written = Do(Coach, new PrivateNoteWritten("v1", "n1", 3, "Ask her."));
        var removed = Do(Teacher, new PrivateNoteRemoved("v1", "n2"));
        Assert.Same(written.Op, See(Coach, written));
        Assert.Null(See(Teacher, written));
        Assert.Null(See(Observer, written));
        Assert.Null(See(Coach, removed));
        Assert.Single(Notes(Coach).Private);
        Assert.Empty(Notes(Teacher).Private);
        Assert.Empty(Notes(Observer).Private);
    }

    [Fact]
    public void PRIV1_Partners_are_audiences_of_their_own_so_that_no_frame_is_shared()
    {
        string[] keys = [.. new[] { Coach, Teacher, Observer }.Select(person => Space.AudienceOf(_state, person)!.Key)];
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public void PRIV1_Who_was_coach_sees_her_notes_no_more_and_her_successor_never_does()
    {
        var written = Do(Coach, new PrivateNoteWritten("v1", "n1", 3, "Ask her."));
        Do(Teacher, new CoachChanged("lena"));
        Do(Teacher, new GuestAdmitted(Coach.Id, GuestRole.Viewer));
        foreach (var person in (Person[])[Coach, Person.Of("lena", Role.Coach), Teacher])
        {
            Assert.Null(See(person, written));
            Assert.Empty(Notes(person).Private);
        }
    }

    [Fact]
    public void PRIV1_Guests_have_no_private_notes_and_do_not_end_the_lesson()
    {
        foreach (var op in (SpaceOp[])[new PrivateNoteWritten("v1", "n1", 3, "x"), new PrivateNoteRemoved("v1", "n1"), new ClockEnded("v1")])
            Assert.Equal("not-allowed", Space.Policy(_state, op, Context(Observer))?.Code);
    }

    [Fact]
    public void What_is_withheld_from_nobody_keeps_its_reference()
    {
        Do(Coach, new LookForTagged("v1", "m1", 0, 4, "3b"));
        Assert.Same(_state, Space.View(_state, Space.AudienceOf(_state, Teacher)!));
    }

    [Fact]
    public void MARK4_A_comment_that_comes_back_brings_its_words_to_those_who_came_meanwhile()
    {
        Do(Coach, new ThreadStarted("v1", "m1", 0, 4, "c1", "Six last week."));
        var gone = Do(Coach, new CommentWithdrawn("v1", "m1", "c1", true));
        Assert.Same(gone.Op, See(Teacher, gone));
        var back = Do(Coach, new CommentWithdrawn("v1", "m1", "c1", false));
        Assert.Equal(new CommentReworded("v1", "m1", "c1", "Six last week."), See(Teacher, back));
        Do(Coach, new CommentWithdrawn("v1", "m1", "c1", true));
        Assert.Same(back.Op, See(Teacher, back));
    }

    [Fact]
    public void MARK4_Nobody_brings_back_what_somebody_else_took_back()
    {
        Do(Coach, new ThreadStarted("v1", "m1", 0, 4, "c1", "Six last week."));
        Do(Coach, new CommentWithdrawn("v1", "m1", "c1", true));
        var attempt = Do(Teacher, new CommentWithdrawn("v1", "m1", "c1", false));
        Assert.Same(attempt.Op, See(Teacher, attempt));
        Assert.Equal("", Notes(Teacher).Mark("m1")!.Comments![0].Text);
    }

    private Entry Do(Person person, SpaceOp op)
    {
        var outcome = Space.Apply(_state, op, Context(person));
        Assert.True(outcome.Accepted, outcome.Refusal?.Message);
        _state = outcome.State;
        var entry = new Entry(_entries.Count + 1, DateTimeOffset.UnixEpoch, person.Id, "s", _entries.Count + 1, op);
        _entries.Add(entry);
        return entry;
    }

    private SpaceOp? See(Person person, Entry entry) => Space.ViewOp(_state, entry, Space.AudienceOf(_state, person)!);

    private NotesState Notes(Person person) => ((CycleState)Space.View(_state, Space.AudienceOf(_state, person)!)).Notes["v1"];

    private OpContext Context(Person person) => new(person, "s", DateTimeOffset.UnixEpoch, _entries.Count + 1);
}
