using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Tests.Surfaces.Notes;

/// <summary>The cases of AUTH1 that the browser's code is held to as well.</summary>
public sealed class AuthorshipCasesTests
{
    public static TheoryData<string> Names => [.. Cases().Select(known => known!["name"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shared_case_of_authorship_holds_here(string name)
    {
        var known = Cases().Single(known => known!["name"]!.GetValue<string>() == name)!;
        var state = known["start"].Deserialize<NotesState>(SpaceJson.Options)!;
        var sequence = 0;
        foreach (var entry in known["entries"]!.AsArray())
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(entry!["at"]!.GetValue<long>());
            var context = new OpContext(Person.Of(entry["by"]!.GetValue<string>()), "s1", at, ++sequence);
            Assert.Null(NotesSurface.Apply(state, new NotesEdit("v1", entry["changes"].Deserialize<ChangeSet>()!), context, out state));
        }
        var expected = known["expect"]!.AsObject();
        Assert.Equal(expected["runs"]!.AsArray().Select(number => number!.GetValue<int>()), state.Text.Runs().SelectMany(run => new[] { run.Length, run.Author, run.Seconds }));
        expected.Insert(0, "type", "notes");
        expected["runs"] = RunsCode.Write(state.Text.Runs());
        Assert.Equal(expected.ToJsonString(SpaceJson.Options), JsonSerializer.Serialize(state, SpaceJson.Options));
    }

    [Fact]
    public void Runs_are_written_shortly_the_same_as_in_the_browser()
    {
        Run[] runs = [new(24, 0, 0), new(9, 2, 11), new(1, 0, 0), new(32, 0, 0), new(1, 1, 10), new(16, 1, 10), new(2_000_000, 40, 31_536_000)];
        Assert.Equal("wBTCWDAXgCDBUgBhoi6DoBs35k8B", RunsCode.Write(runs));
        Assert.Equal(runs, RunsCode.Read(RunsCode.Write(runs)));
        Assert.Empty(RunsCode.Read(""));
        foreach (var wrong in (string[])["w", "xB", "é", "DA", "________B"]) Assert.Throws<FormatException>(() => RunsCode.Read(wrong));
    }

    private static JsonArray Cases([CallerFilePath] string here = "") =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "authorship-cases.json")))!["cases"]!.AsArray();
}
