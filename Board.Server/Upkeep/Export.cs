using System.Globalization;
using System.Text;
using System.Text.Json;
using Board.Files;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Server.Upkeep;

/// <summary>
/// Writes spaces down in open formats: entries as JSON lines, the state as JSON, notes as Markdown, files as files. It holds what a
/// space's <c>View</c> lets its <see cref="SpaceKind.Archive"/> see, so that what belongs to one person alone stays theirs
/// (docs/one-machine.md says what that is worth on a machine whose owner can read the disk).
/// </summary>
internal sealed class Export(ISpaceLog log, IFileStore files, TimeProvider time)
{
    private const string Explained = """
        An export of Board, in open formats. For every space a folder with

          entries.jsonl   its history: one entry a line, as it is in the log (who, when, what)
          state.json      what it has come to
          notes/*.md      its notes as Markdown
          files/*         what was uploaded to it; files.json tells what they are

        export.json lists the spaces, how many entries were withheld since they belong to one person alone, and what could not be read.
        """;

    private readonly List<Exported> _spaces = [];

    /// <param name="space">Whose; of all spaces if null.</param>
    /// <param name="to">A folder, or a file that ends with <c>.zip</c>; a full path of something that is not there yet.</param>
    /// <param name="tell">How far it is, and what it has come to.</param>
    /// <param name="cancellation">Gives up, and leaves nothing.</param>
    /// <returns>The exit code: 2 if a space could not be read; the others are there.</returns>
    /// <exception cref="UpkeepException">It can't be made. Nothing of it is left.</exception>
    public async Task<int> MakeAsync(string? space, string to, IProgress<Told> tell, CancellationToken cancellation)
    {
        var wanted = await WantedAsync(space, cancellation);
        try
        {
            await using var target = ExportTarget.For(Path.TrimEndingDirectorySeparator(Path.GetFullPath(to)));
            await target.WriteAsync("README.txt", Encoding.UTF8.GetBytes(Explained), cancellation);
            foreach (var id in wanted)
            {
                tell.Report(new Told(Progress: $"Writing {id}"));
                _spaces.Add(await WriteAsync(id, target, cancellation));
            }
            var about = new { made = time.GetUtcNow(), program = BackupManifest.ThisProgram, spaces = _spaces };
            await target.WriteAsync("export.json", JsonSerializer.SerializeToUtf8Bytes(about, Indented), cancellation);
            await target.FinishAsync();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw UpkeepException.Refused($"Nothing was exported: {failure.Message} Nothing of it is left there.", failure);
        }
        foreach (var failed in _spaces.Where(exported => exported.Problem is not null)) tell.Report(new Told($"DAMAGED  {failed.Space}: {failed.Problem}"));
        tell.Report(new Told(string.Create(CultureInfo.InvariantCulture,
            $"Exported {_spaces.Count} spaces with {_spaces.Sum(exported => exported.Entries)} entries to {to}; {_spaces.Sum(exported => exported.Withheld)} withheld.")));
        return _spaces.Exists(exported => exported.Problem is not null) ? Ended.Damaged : Ended.Well;
    }

    private static JsonSerializerOptions Indented { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private async Task<IReadOnlyList<SpaceId>> WantedAsync(string? space, CancellationToken cancellation)
    {
        if (space is not null)
        {
            if (SpaceId.TryParse(space, out var id) && SpaceKinds.Of(id) is not null && await log.HeadAsync(id, cancellation) > 0) return [id];
            throw UpkeepException.Refused($"There is no space {space}. A space's name is at the end of its page's address, such as cycle-7f3kq2mz.");
        }
        var all = new List<SpaceId>();
        await foreach (var id in log.SpacesAsync(cancellation)) all.Add(id);
        return all;
    }

    private async Task<Exported> WriteAsync(SpaceId space, ExportTarget target, CancellationToken cancellation)
    {
        if (SpaceKinds.Of(space) is not { } kind) return new Exported(space.ToString(), 0, 0, 0, "This version of the program does not know this kind of space.");
        var history = new SpaceHistory(space, kind, log, kind.Archive);
        var named = new NamedFiles();
        try
        {
            await foreach (var name in files.ListAsync(space, cancellation)) named.Add(name);
            await using (var lines = await target.OpenAsync($"{space}/entries.jsonl", cancellation))
            {
                await foreach (var entry in history.ReadAsync(cancellation))
                {
                    named.Look(entry.Span);
                    await lines.WriteAsync(entry, cancellation);
                    await lines.WriteAsync("\n"u8.ToArray(), cancellation);
                }
            }
            var state = SpaceJson.Write(history.State);
            named.Look(state);
            await target.WriteAsync($"{space}/state.json", state, cancellation);
            foreach (var surface in history.State.Surfaces())
            {
                if (surface.State is NotesState notes)
                    await target.WriteAsync($"{space}/notes/{surface.Id}.md", Encoding.UTF8.GetBytes($"# {surface.Name}\n\n{notes.Text}\n"), cancellation);
            }
            return new Exported(space.ToString(), history.Sequence, history.Withheld, await WriteFilesAsync(space, named.Named, target, cancellation), null);
        }
        catch (Exception failure) when (failure is LogDamagedException or LogUnavailableException or FileDamagedException)
        {
            return new Exported(space.ToString(), history.Sequence, history.Withheld, 0, failure.Message);
        }
    }

    private async Task<int> WriteFilesAsync(SpaceId space, IReadOnlyCollection<string> names, ExportTarget target, CancellationToken cancellation)
    {
        var about = new Dictionary<string, string>();
        foreach (var name in names)
        {
            if (await files.GetAsync(space, name, cancellation) is not { } file) continue;
            about[name] = file.ContentType;
            await target.WriteAsync($"{space}/files/{name}", file.Content, cancellation);
        }
        if (about.Count > 0) await target.WriteAsync($"{space}/files.json", JsonSerializer.SerializeToUtf8Bytes(about, Indented), cancellation);
        return about.Count;
    }

    /// <param name="Space">Which.</param>
    /// <param name="Entries">How many entries were read.</param>
    /// <param name="Withheld">How many of them are not in the export.</param>
    /// <param name="Files">How many files are in it.</param>
    /// <param name="Problem">Why it is not whole, in words; null when it is.</param>
    private sealed record Exported(string Space, long Entries, long Withheld, int Files, string? Problem);

    /// <summary>
    /// Which of a space's files something visible names. A file has no view of its own: it may be seen by who may see what names it,
    /// so one that only withheld entries name is withheld with them.
    /// </summary>
    private sealed class NamedFiles
    {
        private readonly HashSet<string> _there = [];
        private readonly HashSet<string> _named = [];

        public IReadOnlyCollection<string> Named => _named;

        public void Add(string name) => _there.Add(name);

        public void Look(ReadOnlySpan<byte> json)
        {
            if (_there.Count == _named.Count) return;
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.GetString() is { Length: <= FileName.MaxLength } text && _there.Contains(text))
                    _named.Add(text);
            }
        }
    }
}
