using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Board.Files;
using Board.Log;
using Board.Server.Upkeep;
using Board.Spaces;
using Board.Spaces.District;
using Board.Tests.Log;

namespace Board.Tests.Server.Upkeep;

/// <summary>Open formats, and only what a space's view lets the archive see (SPEC.md, SEE3).</summary>
public sealed class ExportTests : IAsyncLifetime, IDisposable
{
    private static readonly SpaceId Cycle = new("cycle", "golden");

    private readonly TemporaryFolder _folder = new();
    private readonly MemorySpaceLog _log = new();
    private readonly MemoryFileStore _files = new();

    public async Task InitializeAsync()
    {
        foreach (var (kind, space) in new[] { ("cycle", Cycle), ("district", DistrictSpace.Id) })
            await _log.AppendAsync(space, 0, Golden(kind));
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        await _files.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cycle_is_written_down_with_the_logs_own_bytes_its_state_and_its_notes()
    {
        Assert.Equal(0, await ExportAsync("cycle-golden", "out"));
        Assert.Equal(Public(Golden("cycle")), await File.ReadAllLinesAsync(_folder.File("out/cycle-golden/entries.jsonl")));
        var kind = SpaceKinds.Of(Cycle)!;
        var golden = SpaceJson.ReadState(kind, await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "cycle.state.json")));
        Assert.Equal(SpaceJson.Write(kind.View(golden, kind.Archive)), await File.ReadAllBytesAsync(_folder.File("out/cycle-golden/state.json")));
        using var state = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.File("out/cycle-golden/state.json")));
        var notes = state.RootElement.GetProperty("notes").EnumerateObject().ToList();
        Assert.NotEmpty(notes);
        foreach (var note in notes)
        {
            var text = await File.ReadAllTextAsync(_folder.File($"out/cycle-golden/notes/{note.Name}.md"));
            Assert.StartsWith("# ", text, StringComparison.Ordinal);
            Assert.EndsWith($"\n\n{note.Value.GetProperty("text").GetString()}\n", text, StringComparison.Ordinal);
        }
        Assert.False(Path.Exists(_folder.File($"out/{DistrictSpace.Id}")));
    }

    [Fact]
    public async Task SEE3_what_a_view_withholds_from_the_archive_is_in_no_file_of_an_export()
    {
        Assert.Equal(0, await ExportAsync(null, "out"));
        // The district's list of who works with whom is read by a rule of its own, so no audience sees it.
        var withheld = Golden("district").Count(line => line.Contains("\"cycle-listed\"", StringComparison.Ordinal));
        Assert.True(withheld > 0);
        foreach (var file in Directory.EnumerateFiles(_folder.File($"out/{DistrictSpace.Id}"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("cycle-listed", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        using var about = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.File("out/export.json")));
        var district = about.RootElement.GetProperty("spaces").EnumerateArray().Single(space => space.GetProperty("space").GetString() == $"{DistrictSpace.Id}");
        Assert.Equal(withheld, district.GetProperty("withheld").GetInt32());
    }

    [Fact]
    public async Task PRIV1_what_a_partner_wrote_privately_is_in_no_file_of_an_export()
    {
        Assert.Equal(0, await ExportAsync(null, "out"));
        string[] secrets = ["Ask how she chose the pairs.", "Breathe."];
        foreach (var secret in secrets) Assert.Contains(Golden("cycle"), line => line.Contains(secret, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(_folder.File("out"), "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file);
            foreach (var secret in secrets) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SEE3_a_file_is_in_an_export_only_if_something_names_it_that_is_in_it_too()
    {
        var head = await _log.HeadAsync(Cycle);
        await _log.AppendAsync(Cycle, head, $$$"""{"seq":{{{head + 1}}},"at":1900000000000,"by":"p1","session":"s9","n":1,"op":{"type":"goal-set","goal":"photo-seen"}}""");
        await _files.PutAsync(Cycle, "photo-seen", new StoredFile("image/jpeg", "seen"u8.ToArray()));
        await _files.PutAsync(Cycle, "photo-unseen", new StoredFile("image/jpeg", "unseen"u8.ToArray()));
        Assert.Equal(0, await ExportAsync("cycle-golden", "out"));
        Assert.Equal("seen", await File.ReadAllTextAsync(_folder.File("out/cycle-golden/files/photo-seen")));
        Assert.False(Path.Exists(_folder.File("out/cycle-golden/files/photo-unseen")));
        Assert.Contains("image/jpeg", await File.ReadAllTextAsync(_folder.File("out/cycle-golden/files.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_holds_the_same_files()
    {
        Assert.Equal(0, await ExportAsync(null, "out"));
        Assert.Equal(0, await ExportAsync(null, "out.zip"));
        using var zip = ZipFile.OpenRead(_folder.File("out.zip"));
        var files = Directory.EnumerateFiles(_folder.File("out"), "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(_folder.File("out"), path).Replace('\\', '/'));
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        foreach (var entry in zip.Entries.Where(entry => entry.FullName != "export.json"))
        {
            using var reader = new StreamReader(entry.Open());
            Assert.Equal(await File.ReadAllTextAsync(files[entry.FullName]), await reader.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task A_space_that_cannot_be_read_is_told_and_the_others_are_there()
    {
        await _log.AppendAsync(new SpaceId("cycle", "broken"), 0, "{ not an entry");
        var said = "";
        Assert.Equal(2, await ExportAsync(null, "out", told => said += told.Line));
        Assert.Contains("cycle-broken", said, StringComparison.Ordinal);
        Assert.Equal(Public(Golden("cycle")), await File.ReadAllLinesAsync(_folder.File("out/cycle-golden/entries.jsonl")));
    }

    [Fact]
    public async Task What_is_there_is_not_written_over_and_a_space_that_is_not_there_is_told()
    {
        await File.WriteAllTextAsync(_folder.File("out.zip"), "mine");
        Assert.Equal(1, (await Assert.ThrowsAsync<UpkeepException>(() => ExportAsync(null, "out.zip"))).ExitCode);
        Assert.Equal("mine", await File.ReadAllTextAsync(_folder.File("out.zip")));
        Assert.Equal(1, (await Assert.ThrowsAsync<UpkeepException>(() => ExportAsync("cycle-nowhere", "out"))).ExitCode);
        Assert.Equal(["out.zip"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    private Task<int> ExportAsync(string? space, string to, Action<Told>? told = null) =>
        new Export(_log, _files, TimeProvider.System).MakeAsync(space, _folder.File(to), new Listener(told ?? (_ => { })), default).InTime();

    /// <summary>Without the ops that belong to one person alone.</summary>
    private static string[] Public(IEnumerable<string> lines) => [.. lines.Where(line => !line.Contains("\"private-note-", StringComparison.Ordinal))];

    private static string[] Golden(string kind) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", $"{kind}.jsonl"), Encoding.UTF8);

    private sealed class Listener(Action<Told> then) : IProgress<Told>
    {
        public void Report(Told value) => then(value);
    }
}
