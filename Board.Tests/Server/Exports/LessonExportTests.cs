using Board.Server.Exports;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Board.Surfaces.Notes;
using Board.Tests.Client.Reflecting;
using static Board.Tests.Client.Reflecting.Lesson;

namespace Board.Tests.Server.Exports;

public sealed class LessonExportTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30 1", "'+49 30 1")]
    [InlineData("-2 points", "'-2 points")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("1 = 1", "1 = 1")]
    [InlineData("Four hands", "Four hands")]
    [InlineData("", "")]
    public void A_cell_that_a_spreadsheet_would_run_is_text(string cell, string expected) => Assert.Equal(expected, LessonCsv.Harmless(cell));

    [Fact]
    public void The_table_keeps_quotes_commas_and_umlauts_and_has_a_row_for_all_that_was_said()
    {
        var csv = LessonCsv.Write(Report(Written()));
        Assert.StartsWith("\uFEFFminute,kind,lane,who,code,look-for,text\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("01:00,line,evidence,Maribel Ruiz,3b,,\"“Why?” she says, \"\"quietly\"\"\"\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("look-for,evidence,Maribel Ruiz,3b,3b,", csv, StringComparison.Ordinal);
        Assert.Contains("comment,evidence,Adaeze Okafor,,,'=HYPERLINK(1)\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("line,evidence,Adaeze Okafor,,,Größe: ⅓\r\n", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("I was nervous", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*bold* _x_", @"\*bold\* \_x\_")]
    [InlineData("<script>", @"\<script\>")]
    [InlineData("# no heading", @"\# no heading")]
    [InlineData("[a](http://b)", @"\[a\]\(http://b\)")]
    [InlineData("1. no list", @"1\. no list")]
    [InlineData("&lt;", @"\&lt;")]
    [InlineData("two\nlines", "two lines")]
    public void What_people_wrote_is_read_as_they_wrote_it(string words, string expected) => Assert.Equal(expected, LessonMarkdown.Plain(words));

    [Fact]
    public void The_text_tells_lines_numbers_talk_and_agreed_steps_and_nothing_private_or_proposed()
    {
        var text = LessonMarkdown.Write(Report(Written()));
        Assert.Contains("- `01:00` “Why?” she says, \"quietly\" **[3b]** — Maribel Ruiz\n", text, StringComparison.Ordinal);
        Assert.Contains(@"Adaeze Okafor: \=HYPERLINK\(1\)", text, StringComparison.Ordinal);
        Assert.Contains(@"Adaeze Okafor: I swallowed it\.", text, StringComparison.Ordinal);
        Assert.Contains("**See It:** Longer quiet", text, StringComparison.Ordinal);
        Assert.Contains("Hold the pause (Adaeze Okafor, by Thu, Nov 19)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("I was nervous", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not agreed", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_exported_and_imported_is_exported_the_same_to_the_byte()
    {
        var first = await FileAsync(Written());
        var (op, pictures, refusal) = await LessonFile.ReadAsync(new MemoryStream(first), default);
        Assert.Null(refusal);
        Assert.Empty(pictures);
        var elsewhere = new Lesson().Do(Coach, 9_000, new VisitAdded("other", "Other", "", null));
        var moved = op! with { Visit = op.Visit with { Id = "v9" } };
        elsewhere.Do(Teacher, 9_000, moved);
        Assert.Equal(Teacher, elsewhere.State.Visit("v9")!.ImportedBy);
        var second = await FileAsync(elsewhere, "v9");
        Assert.Equal(System.Text.Encoding.UTF8.GetString(first).Replace("\"id\":\"v1\"", "\"id\":\"v9\"", StringComparison.Ordinal), System.Text.Encoding.UTF8.GetString(second));
    }

    [Fact]
    public async Task A_file_holds_no_private_note_and_no_withdrawn_word_and_its_clock_stands()
    {
        var lesson = Written().Do(Teacher, 200, new ThreadAnswered(V1, "t1", "c2", "Forget this")).Do(Teacher, 201, new CommentWithdrawn(V1, "t1", "c2", true)).Do(Coach, 300, new ClockResumed(V1));
        var json = System.Text.Encoding.UTF8.GetString(await FileAsync(lesson));
        Assert.DoesNotContain("I was nervous", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Forget this", json, StringComparison.Ordinal);
        var (op, _, _) = await LessonFile.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)), default);
        Assert.False(op!.Notes.Clock.IsRunning);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"format":"something","version":1}""")]
    [InlineData("""{"format":"board-lesson","version":1,"photos":[]}""")]
    [InlineData("""{"format":"board-lesson","version":1,"visit":null,"notes":null,"reflection":null,"photos":null}""")]
    public async Task Nonsense_is_refused_in_words(string file)
    {
        var (op, _, refusal) = await LessonFile.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)), default);
        Assert.Null(op);
        Assert.Equal("malformed", refusal!.Code);
    }

    [Fact]
    public async Task A_second_reply_is_refused_only_if_it_has_the_id_of_the_first()
    {
        var json = System.Text.Encoding.UTF8.GetString(await FileAsync(Written()));
        var more = json.Replace("\"replies\":[", "\"replies\":[{\"id\":\"r9\",\"prompt\":\"thinking\",\"by\":\"adaeze\",\"at\":1,\"text\":\"\"},", StringComparison.Ordinal);
        var (op, _, _) = await LessonFile.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(more)), default);
        op = op! with { Visit = op.Visit with { Id = "v9" } };
        Assert.Null(new CycleSpace().Apply(new Lesson().State, op, new OpContext(Person.Of(Coach), "s", Start, 9)).Refusal);
    }

    // The left is replaced by the right in a file that can be read.
    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "too-new")]
    [InlineData("\"version\":1", "\"version\":0", "malformed")]
    [InlineData("\"photos\":[]", "\"photos\":[null]", "malformed")]
    [InlineData("\"photos\":[]", "\"photos\":[{\"photo\":{\"id\":\"../x\",\"by\":\"a\",\"at\":1,\"width\":1,\"height\":1,\"caption\":\"\"},\"jpeg\":\"AAAA\"}]", "malformed")]
    [InlineData("\"photos\":[]", "\"photos\":[{\"photo\":{\"id\":\"x-y\",\"by\":\"a\",\"at\":1,\"width\":1,\"height\":1,\"caption\":\"\"},\"jpeg\":\"AAAA\"}]", "malformed")]
    [InlineData("\"marks\":[", "\"marks\":[null,", "malformed")]
    [InlineData("\"by\":\"maribel\"", "\"by\":\"Not An Id\"", "malformed")]
    [InlineData("\"from\":0", "\"from\":-1", "malformed")]
    [InlineData("\"to\":", "\"to\":9", "malformed")]
    [InlineData("\"kind\":\"look-for\"", "\"kind\":\"thread\"", "malformed")]
    [InlineData("\"authors\":[", "\"authors\":[null,", "malformed")]
    [InlineData("\"replies\":[", "\"replies\":[null,", "malformed")]
    [InlineData("\"replies\":[", "\"replies\":[{\"id\":\"r1\",\"prompt\":\"thinking\",\"by\":\"adaeze\",\"at\":1,\"text\":\"\"},", "malformed")]
    [InlineData("\"parts\":[\"Longer", "\"parts\":[null,\"Longer", "malformed")]
    [InlineData("\"comments\":[", "\"comments\":[null,", "malformed")]
    [InlineData("\"phases\":[", "\"phases\":[null,", "malformed")]
    [InlineData("\"title\":\"Fractions\"", "\"title\":\"\"", "empty")]
    public async Task Forged_content_is_refused_and_changes_nothing(string genuine, string forged, string code)
    {
        var json = System.Text.Encoding.UTF8.GetString(await FileAsync(Written()));
        Assert.Contains(genuine, json, StringComparison.Ordinal);
        var at = json.IndexOf(genuine, StringComparison.Ordinal);
        var file = json[..at] + forged + json[(at + genuine.Length)..];
        var (op, _, refusal) = await LessonFile.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)), default);
        if (op is not null)
        {
            var state = new Lesson().State;
            op = op with { Visit = op.Visit with { Id = "v9" } };
            refusal = new CycleSpace().Apply(state, op, new OpContext(Person.Of(Coach), "s", Start, 9)).Refusal;
        }
        Assert.Equal(code, refusal?.Code);
        Assert.Contains("Nothing was changed", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_notes_that_somebody_put_into_a_file_do_not_come_in()
    {
        var json = System.Text.Encoding.UTF8.GetString(await FileAsync(Written()));
        var file = json.Replace("\"marks\":[", "\"private\":[{\"id\":\"p9\",\"by\":\"adaeze\",\"at\":1,\"position\":0,\"text\":\"Forged\"}],\"marks\":[", StringComparison.Ordinal);
        var (op, _, _) = await LessonFile.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)), default);
        var state = new Lesson().Do(Coach, 1, op! with { Visit = op.Visit with { Id = "v9" } }).State;
        Assert.Empty(state.Notes["v9"].Private);
    }

    internal static Lesson Written() => new Lesson()
        .Do(Coach, 0, new ClockStarted(V1)).Do(Coach, 0, new PhaseMarked(V1, "p1", "Launch"))
        .Line(Coach, 60, "“Why?” she says, \"quietly\"", "3b").Line(Teacher, 65, "Größe: ⅓")
        .Do(Teacher, 70, new ThreadStarted(V1, "t1", 0, 5, "c1", "=HYPERLINK(1)"))
        .Do(Teacher, 75, new PrivateNoteWritten(V1, "n1", 0, "I was nervous"))
        .Do(Coach, 120, new ClockEnded(V1))
        .Do(Teacher, 130, new ReplyWritten(V1, "r1", "thinking", "I swallowed it."))
        .Do(Coach, 131, new PartWritten(V1, 0, "Longer quiet", ""))
        .Do(Teacher, 132, new StepProposed("a1", V1, new StepWords("Hold the pause", "3b", null, Owner.Teacher, new DateOnly(2026, 11, 19))))
        .Do(Coach, 133, new StepProposed("a2", V1, new StepWords("Not agreed", "", null, Owner.Teacher, null)));

    private static LessonReport Report(Lesson lesson, string visit = Lesson.V1)
    {
        var people = DistrictState.None.People.Add(Coach, new Member(Coach, "Maribel Ruiz", [Role.Coach], null)).Add(Teacher, new Member(Teacher, "Adaeze Okafor", [Role.Teacher], null));
        return new LessonReport(lesson.State, visit, DistrictState.None with { People = people }, _ => null);
    }

    private static async Task<byte[]> FileAsync(Lesson lesson, string visit = Lesson.V1)
    {
        using var file = new MemoryStream();
        await LessonFile.WriteAsync(file, Report(lesson, visit), _ => Task.FromResult<Board.Files.StoredFile?>(null), Start.AddSeconds(400), default);
        return file.ToArray();
    }
}
