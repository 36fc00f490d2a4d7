using System.Text;
using Board.Files;
using Board.Server.Exports;
using Board.Spaces;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Server.Exports;

public sealed class WallExportTests
{
    private static Room Written() => new Room()
        .Does(Ana, Post("a", "One form, \"agreed\".", order: "c"), Post("b", "=HYPERLINK(1)", order: "f"), Post("c", "Nobody sees this.", order: "k"), Post("d", "*Listen*", "districts"))
        .Does(Ben, new CardCommented(TheWall, "a", "k1", "Yes, please."), new Reacted(TheWall, "a", "agree", true), new CardCommented(TheWall, "d", "k2", "Hush."))
        .Does(Ana, new CardPosted(TheWall, "e", "districts", "r", new("", "https://example.org/plan")))
        .Does(Facilitator, new GroupNamed(TheWall, "g", "Forms"), new CardGrouped(TheWall, "a", "g"), new CardPinned(TheWall, "b", true),
            new CardModerated(TheWall, "c", CardStanding.SetAside, ""), new CardCommentModerated(TheWall, "d", "k2", CardStanding.SetAside));

    private static WallReport Report(Room room)
    {
        var seen = room.Seen(Facilitator);
        return new WallReport(seen, seen.Activity(TheWall)!.Title, seen.Walls[TheWall], _ => "Somebody");
    }

    private static async Task<byte[]> FileAsync(WallReport report, byte[]? picture = null)
    {
        using var file = new MemoryStream();
        await WallFile.WriteAsync(file, report, id => Task.FromResult(picture is null ? null : new StoredFile("image/jpeg", picture)), default);
        return file.ToArray();
    }

    [Fact]
    public void WALL14_a_table_has_a_row_for_each_card_that_is_on_the_wall_and_runs_nothing()
    {
        var csv = WallCsv.Write(Report(Written()));
        Assert.StartsWith("\uFEFFsection,group,text,link,picture shows,name,pinned,I see it too,Tell us more,comments,at\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("Schools,Forms,\"One form, \"\"agreed\"\".\",,,,,1,0,\"Yes, please.\",2026-", csv, StringComparison.Ordinal);
        Assert.Contains("Schools,,'=HYPERLINK(1),,,,yes,0,0,,2026-", csv, StringComparison.Ordinal);
        Assert.Contains("Districts,,,https://example.org/plan,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody sees this", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Hush", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void WALL14_a_text_has_headings_and_items_and_only_what_is_on_the_wall()
    {
        var text = WallMarkdown.Write(Report(Written()));
        Assert.Contains("# Share out\n\nSystems for coaching\n\n## Schools\n\n*How could your district support you?*\n", text, StringComparison.Ordinal);
        Assert.Contains("### Forms\n\n- One form, \"agreed\"\\.\n  - I see it too: 1\n  - *Comment:* Yes, please\\.\n", text, StringComparison.Ordinal);
        Assert.Contains("- \\*Listen\\*\n- <https://example.org/plan>\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody sees this", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hush", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_holds_a_tag_is_no_tag_in_a_text()
    {
        const string Link = "https://example.org/><img/src=x/onerror=alert(1)>?a=<b>#<c>";
        var text = WallMarkdown.Write(Report(new Room().Does(Ana, new CardPosted(TheWall, "a", "schools", "i", new("", Link)))));
        Assert.Contains("- <https://example.org/%3E%3Cimg/src=x/onerror=alert(1)%3E?a=%3Cb%3E#%3Cc%3E>\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_names_show_copies_say_them_too()
    {
        var room = new Room().Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { NamesShown = true })).Does(Ana, Post("a"));
        Assert.Contains(",Ana,", WallCsv.Write(Report(room)), StringComparison.Ordinal);
        Assert.Contains(" — Ana\n", WallMarkdown.Write(Report(room)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WALL14_a_wall_that_was_taken_out_and_brought_in_is_the_same_but_for_who_when_and_how_many()
    {
        var (content, refusal) = WallFile.Read(await FileAsync(Report(Written())));
        Assert.Null(refusal);
        var empty = new Room().Does(Facilitator, new SectionRemoved(TheWall, "schools"), new SectionRemoved(TheWall, "districts"));
        empty.Does(Facilitator, [.. WallIntake.Of(empty.OnWall, TheWall, content!.Wall, _ => false)]);
        var (was, now) = (Plain(content.Wall), Plain(empty.Seen(Facilitator).Walls[TheWall]));
        Assert.Equal(was, now);
        Assert.All(empty.OnWall.Cards.Values, card => Assert.Equal(Facilitator, card.By));

        // Order included, which the plain form sorts away.
        static string Order(WallState wall) => string.Join(' ', wall.SectionsInOrder().SelectMany(section => wall.InOrder(section.Id)).Select(card => card.Id));
        Assert.Equal(Order(content.Wall), Order(empty.Seen(Facilitator).Walls[TheWall]));

        static string Plain(WallState wall) => string.Join('\n', wall.Cards.Values.Select(card =>
            $"{card.Id} {card.Section} {card.Order} {card.Content} {card.Pinned} {card.Group} {card.Standing} {card.Ask} {string.Join(';', card.Comments.Select(comment => $"{comment.Id} {comment.Text} {comment.Standing}"))}"))
            + string.Join('\n', wall.SectionsInOrder()) + string.Join('\n', wall.Groups);
    }

    [Fact]
    public async Task A_wall_that_is_brought_in_twice_is_there_twice()
    {
        var room = Written();
        var (content, _) = WallFile.Read(await FileAsync(Report(room)));
        room.Does(Facilitator, [.. WallIntake.Of(room.OnWall, TheWall, content!.Wall, _ => false)]);
        Assert.Equal(10, room.OnWall.Cards.Count);
        Assert.Equal(2, room.OnWall.Cards.Values.Count(card => card.Content.Text == "*Listen*"));
        Assert.Equal(2, room.OnWall.Sections.Length);
    }

    [Fact]
    public async Task A_picture_that_is_not_in_the_file_leaves_its_words()
    {
        var room = new Room().Does(Ana, new CardPosted(TheWall, "a", "schools", "i", new("", null, "pic1", "A schedule")), new CardPosted(TheWall, "b", "schools", "k", new("Words", null, "pic1", "A schedule")));
        var report = Report(room);
        var (without, _) = WallFile.Read(await FileAsync(report));
        Assert.Empty(without!.Pictures);
        Assert.Equal(["A schedule", "Words"], WallIntake.Of(WallState.Empty, TheWall, without.Wall, _ => false).OfType<CardPosted>().Select(posted => posted.Content.Text));
        var (with, _) = WallFile.Read(await FileAsync(report, [1, 2, 3]));
        Assert.Equal([1, 2, 3], Assert.Single(with!.Pictures).Jpeg);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("no json")]
    [InlineData("""{"format":"board-lesson","version":1}""")]
    [InlineData("""{"format":"board-wall","version":1,"title":"","wall":null,"pictures":[]}""")]
    [InlineData("""{"format":"board-wall","version":1,"title":"","wall":{"type":"wall","cards":{"a":null}},"pictures":[]}""")]
    [InlineData("""{"format":"board-wall","version":1,"title":"","wall":{"type":"wall","sections":null},"pictures":[null]}""")]
    public void What_is_no_wall_is_refused(string json)
    {
        var (content, refusal) = WallFile.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(content);
        Assert.Equal("malformed", refusal!.Code);
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_in_other_words() =>
        Assert.Equal("too-new", WallFile.Read("""{"format":"board-wall","version":2,"title":"","wall":{"type":"wall"},"pictures":[]}"""u8).Refusal!.Code);

    private static string Told(IEnumerable<WallLines.Line> lines) => string.Join(" | ", lines.Select(line => $"{line.Section ?? "-"}: {line.Words}"));

    [Theory]
    [InlineData("One\n\nTwo\r\nThree", "-: One | -: Two | -: Three")]
    [InlineData("# Title\n## Schools\n- One\n  - I see it too: 3\n* Two\nwords between\n## Districts\n1. Three", "Schools: One | Schools: Two | Districts: Three")]
    [InlineData("- \\*Listen\\* to 1\\.5", "-: *Listen* to 1.5")]
    [InlineData("", "")]
    public void A_text_has_a_card_a_line_or_an_item(string text, string expected) => Assert.Equal(expected, Told(WallLines.OfText(text)));

    [Theory]
    [InlineData("One\nTwo", "-: One | -: Two")]
    [InlineData("section,text\nSchools,\"One, or two\"\n,Three", "Schools: One, or two | -: Three")]
    [InlineData("text;section\nOne;Schools", "Schools: One")]
    [InlineData("text\n'=1+1\n'quoted'", "-: =1+1 | -: 'quoted'")]
    public void A_table_has_a_card_a_row(string csv, string expected) => Assert.Equal(expected, Told(WallLines.OfTable(csv)));

    [Fact]
    public void Our_own_table_and_text_can_be_brought_in_again()
    {
        var report = Report(Written());
        Assert.Equal("Schools: =HYPERLINK(1) | Schools: One form, \"agreed\". | Districts: *Listen*", Told(WallLines.OfTable(WallCsv.Write(report))));
        Assert.Equal("Schools: =HYPERLINK(1) | Schools: One form, \"agreed\". | Districts: *Listen* | Districts: <https://example.org/plan>", Told(WallLines.OfText(WallMarkdown.Write(report))));
    }

    [Fact]
    public void Lines_go_to_the_end_of_their_section_and_to_one_that_is_made_for_them_where_there_is_none()
    {
        var room = Written();
        room.Does(Facilitator, [.. WallIntake.Of(room.OnWall, TheWall, [new("schools", "x"), new("schools", "y"), new(null, "z"), new("New", "w")])]);
        var wall = room.Seen(Facilitator).Walls[TheWall];
        Assert.EndsWith("x y z", string.Join(' ', wall.InOrder("schools").Select(card => card.Content.Text)), StringComparison.Ordinal);
        Assert.Equal("w", Assert.Single(wall.InOrder(wall.SectionsInOrder().Last().Id)).Content.Text);
        Assert.Equal("New", wall.SectionsInOrder().Last().Title);
    }
}
