using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Board.Spaces;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Tests.Surfaces.Notes;

/// <summary>The cases of what is said beside a text that the browser's code is held to as well.</summary>
public sealed class LessonCasesTests
{
    public static TheoryData<string> Names => [.. Shared()["cases"]!.AsArray().Select(known => known!["name"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shared_case_of_what_is_said_beside_a_text_holds_here(string name)
    {
        var shared = Shared();
        var known = shared["cases"]!.AsArray().Single(known => known!["name"]!.GetValue<string>() == name)!;
        var state = NotesState.Empty;
        Do(ref state, new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, shared["text"]!.GetValue<string>())), "ana", 0);
        foreach (var entry in known["entries"]!.AsArray())
            Do(ref state, entry!["op"].Deserialize<SpaceOp>(SpaceJson.Options)!, entry["by"]!.GetValue<string>(), entry["at"]!.GetValue<long>());
        var seen = state.For(null) with { Private = state.Private };
        var told = new { seen.Marks, seen.Private, seen.Clock, seen.Tally };
        Assert.Equal(known["expect"]!.ToJsonString(SpaceJson.Options), JsonSerializer.Serialize(told, SpaceJson.Options));
        foreach (var time in known["times"]?.AsArray() ?? [])
        {
            var lesson = state.Clock.At(time!["at"]!.GetValue<long>());
            Assert.Equal(time["lesson"]!.GetValue<long>(), lesson);
            Assert.Equal(time["phase"]?.GetValue<string>(), state.Clock.PhaseAt(lesson)?.Name);
        }
    }

    private static void Do(ref NotesState state, SpaceOp op, string by, long at)
    {
        var context = new OpContext(Person.Of(by), "s1", DateTimeOffset.FromUnixTimeMilliseconds(at), 1);
        if (op is not TallyOp number)
        {
            Assert.Null(NotesSurface.Apply(state, (NotesOp)op, context, out state));
            return;
        }
        Assert.Null(TallySurface.Apply(state.Tally, number, context, out var tally));
        state = state with { Tally = tally };
    }

    private static JsonNode Shared([CallerFilePath] string here = "") =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "lesson-cases.json")))!;
}
