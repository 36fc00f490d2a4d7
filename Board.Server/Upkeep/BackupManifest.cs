using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Board.Server.Upkeep;

/// <summary>What lies in a backup, in its file <see cref="Name"/>: enough to know whether it is still what was made.</summary>
/// <param name="Format">Of backups; 1.</param>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Made">When everything in it was true, or a moment later.</param>
/// <param name="Spaces">How many spaces.</param>
/// <param name="Entries">How many entries they have together.</param>
/// <param name="Files">How many uploaded files.</param>
/// <param name="Contents">Every file of the backup but this one.</param>
internal sealed partial record BackupManifest(int Format, string Program, DateTimeOffset Made, int Spaces, long Entries, int Files, ImmutableArray<BackedUp> Contents)
{
    public const string Name = "backup.json";

    private const int Newest = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string ThisProgram { get; } =
        typeof(BackupManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Lists a folder, makes its files durable, and writes the manifest into it.</summary>
    public static BackupManifest Write(string folder, DateTimeOffset made, Findings findings, CancellationToken cancellation)
    {
        var contents = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => BackedUp.Look(folder, path, flush: true, cancellation)).OrderBy(file => file.Name, StringComparer.Ordinal);
        var manifest = new BackupManifest(Newest, ThisProgram, made, findings.Log.Spaces.Count, findings.Entries, findings.Files, [.. contents]);
        using var file = new FileStream(Path.Combine(folder, Name), FileMode.CreateNew, FileAccess.Write);
        JsonSerializer.Serialize(file, manifest, Json);
        file.Flush(flushToDisk: true);
        return manifest;
    }

    /// <summary>Reads the manifest of a backup and holds every file against it. Changes nothing.</summary>
    /// <exception cref="UpkeepException">It is no backup, or one of a newer program (refused), or it is not what was made (damaged).</exception>
    public static BackupManifest Check(string folder, IProgress<Told> tell, CancellationToken cancellation)
    {
        var manifest = Read(folder);
        foreach (var file in manifest.Contents)
        {
            tell.Report(new Told(Progress: $"Checking {file.Name}"));
            var path = Path.Combine(folder, file.Name);
            if (!File.Exists(path)) throw Damaged(folder, $"{file.Name} is missing");
            if (BackedUp.Look(folder, path, flush: false, cancellation) != file) throw Damaged(folder, $"{file.Name} is not what it was");
        }
        return manifest;
    }

    private static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw UpkeepException.Refused($"{folder} is no backup: it has no {Name}. Nothing was changed.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.GetProperty("format").GetInt32() > Newest)
                throw UpkeepException.Refused($"The backup {folder} was made by a newer version of this program. Nothing was changed: use the newer program.");
            var manifest = json.Deserialize<BackupManifest>(Json)!;
            if (manifest.Contents.IsDefaultOrEmpty || !manifest.Contents.All(file => Names().IsMatch(file.Name))) throw Damaged(folder, $"{Name} is not what it was");
            return manifest;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Damaged(folder, $"{Name} can't be read");
        }
    }

    private static UpkeepException Damaged(string folder, string what) =>
        UpkeepException.Damaged($"The backup {folder} is damaged: {what}. Nothing was changed. Take an older backup, or another copy of this one.");

    /// <summary>A manifest names what lies beside it and nothing else.</summary>
    [GeneratedRegex(@"\A(keys/)?[a-z0-9][a-z0-9.-]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}

/// <summary>A file of a backup.</summary>
/// <param name="Name">Within the backup, with <c>/</c>.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
internal sealed record BackedUp(string Name, long Bytes, string Sha256)
{
    private const int AtOnce = 1024 * 1024;

    public static BackedUp Look(string folder, string path, bool flush, CancellationToken cancellation)
    {
        using var file = new FileStream(path, FileMode.Open, flush ? FileAccess.ReadWrite : FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, bytes) = (new byte[AtOnce], 0L);
        for (int read; (read = file.Read(buffer)) > 0; bytes += read)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }
        if (flush) file.Flush(flushToDisk: true);
        return new BackedUp(Path.GetRelativePath(folder, path).Replace('\\', '/'), bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
