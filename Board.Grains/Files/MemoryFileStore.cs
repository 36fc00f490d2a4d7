using System.Runtime.CompilerServices;
using Board.Spaces;

namespace Board.Files;

/// <summary>For tests and benchmarks: everything is gone with the object.</summary>
public sealed class MemoryFileStore : IFileStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(SpaceId Space, string Name), StoredFile> _files = [];

    /// <summary>How many bytes of content may be kept.</summary>
    public long Room { get; set; } = long.MaxValue;

    /// <inheritdoc/>
    public Task PutAsync(SpaceId space, string name, StoredFile file, CancellationToken cancellation = default)
    {
        FileName.Check(space, name, file);
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        lock (_lock)
        {
            if (_files.TryGetValue((space, name), out var there))
            {
                return there.ContentType == file.ContentType && there.Content.Span.SequenceEqual(file.Content.Span)
                    ? Task.CompletedTask
                    : Task.FromException(new FileExistsException(space, name));
            }
            if (_files.Values.Sum(kept => (long)kept.Content.Length) + file.Content.Length > Room)
                return Task.FromException(new FilesFullException("There is no room for another file. What is stored can be read."));
            _files.Add((space, name), file with { Content = file.Content.ToArray() });
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<StoredFile?> GetAsync(SpaceId space, string name, CancellationToken cancellation = default)
    {
        FileName.Check(space, name);
        lock (_lock) return new(_files.GetValueOrDefault((space, name)));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(SpaceId space, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        FileName.Check(space);
        string[] names;
        lock (_lock) names = [.. _files.Keys.Where(key => key.Space == space).Select(key => key.Name)];
        foreach (var name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return name;
        }
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(SpaceId space, string name, CancellationToken cancellation = default)
    {
        FileName.Check(space, name);
        lock (_lock) _files.Remove((space, name));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAllAsync(SpaceId space, CancellationToken cancellation = default)
    {
        FileName.Check(space);
        lock (_lock)
        {
            foreach (var key in _files.Keys.Where(key => key.Space == space).ToList()) _files.Remove(key);
        }
        return Task.CompletedTask;
    }

    /// <summary>Keeps everything, so that a test can stop a server and start another one on the same files.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
