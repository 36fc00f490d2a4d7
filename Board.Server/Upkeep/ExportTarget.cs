using System.IO.Compression;

namespace Board.Server.Upkeep;

/// <summary>Where an export is written: a folder, or a zip file. It gets its name when it is whole.</summary>
internal abstract class ExportTarget : IAsyncDisposable
{
    /// <exception cref="UpkeepException">There is something of that name, or it can't be made.</exception>
    public static ExportTarget For(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? new Zip(path) : new Folder(path);

    /// <summary>Begins a file; one at a time. It is closed before the next one.</summary>
    /// <param name="name">With <c>/</c> between folders; made of ids, never of what people wrote.</param>
    /// <param name="cancellation">Gives up.</param>
    public abstract Task<Stream> OpenAsync(string name, CancellationToken cancellation);

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        await using var file = await OpenAsync(name, cancellation);
        await file.WriteAsync(content, cancellation);
    }

    public abstract Task FinishAsync();

    public abstract ValueTask DisposeAsync();

    private sealed class Folder(string path) : ExportTarget
    {
        private readonly UnfinishedFolder _folder = UnfinishedFolder.For(path);

        public override Task<Stream> OpenAsync(string name, CancellationToken cancellation)
        {
            if (Path.GetDirectoryName(name) is { Length: > 0 } parent) _ = _folder.Folder(parent);
            return Task.FromResult<Stream>(new FileStream(Path.Combine(_folder.Path, name), FileMode.CreateNew, FileAccess.Write));
        }

        public override Task FinishAsync()
        {
            _folder.Finish();
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Zip : ExportTarget
    {
        private readonly string _path;
        private readonly string _unfinished;
        private readonly ZipArchive _archive;

        public Zip(string path)
        {
            (_path, _unfinished) = (path, path + ".unfinished");
            if (Path.Exists(path)) throw UpkeepException.Refused($"{path} is there already, and nothing is ever overwritten. Choose a new name.");
            var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
            if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            _archive = new ZipArchive(new FileStream(_unfinished, how), ZipArchiveMode.Create);
        }

        public override async Task<Stream> OpenAsync(string name, CancellationToken cancellation) =>
            await _archive.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(cancellation);

        public override async Task FinishAsync()
        {
            await _archive.DisposeAsync();
            File.Move(_unfinished, _path);
        }

        public override async ValueTask DisposeAsync()
        {
            try
            {
                await _archive.DisposeAsync();
            }
            finally
            {
                File.Delete(_unfinished);
            }
        }
    }
}
