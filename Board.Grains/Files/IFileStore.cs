using Board.Spaces;

namespace Board.Files;

/// <summary>
/// Keeps what people upload, beside the logs. Ops name files; nothing ever changes one.
///
/// Contract (proved by <c>FileStoreContract</c> for every store):
/// FILE1 A file that was put survives the death of the process, and of the machine where the store can.
/// FILE2 A file is put once. The same again is harmless; another content under its name is refused and changes nothing.
/// FILE3 What is returned is what was put: a changed byte is reported as <see cref="FileDamagedException"/>.
/// FILE4 When there is no room a put fails with <see cref="FilesFullException"/>, keeps nothing, and reads go on.
/// All members may be called from any thread.
/// </summary>
public interface IFileStore : IAsyncDisposable
{
    /// <summary>Keeps a file, and returns when it is durable.</summary>
    /// <param name="space">Whose it is; it is deleted with its space.</param>
    /// <param name="name">See <see cref="FileName"/>.</param>
    /// <param name="file">Its content, at most <see cref="StoredFile.MaxLength"/> bytes.</param>
    /// <param name="cancellation">Gives up waiting; the file may be kept all the same.</param>
    /// <exception cref="FileExistsException">There is another file of that name.</exception>
    Task PutAsync(SpaceId space, string name, StoredFile file, CancellationToken cancellation = default);

    /// <summary>A file, or null if there is none of that name.</summary>
    ValueTask<StoredFile?> GetAsync(SpaceId space, string name, CancellationToken cancellation = default);

    /// <summary>The names of a space's files, in no order.</summary>
    IAsyncEnumerable<string> ListAsync(SpaceId space, CancellationToken cancellation = default);

    /// <summary>Removes a file for good; nothing happens if there is none.</summary>
    Task DeleteAsync(SpaceId space, string name, CancellationToken cancellation = default);

    /// <summary>Removes all files of a space, as when a demo district is closed.</summary>
    Task DeleteAllAsync(SpaceId space, CancellationToken cancellation = default);
}

/// <summary>A file's bytes and what they are.</summary>
/// <param name="ContentType">A media type, such as <c>image/jpeg</c>, as the server found it to be; never what a browser claims.</param>
/// <param name="Content">The bytes.</param>
public sealed record StoredFile(string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The longest content, in bytes: a photo as the browser sends it is a tenth of that.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    /// <summary>The longest media type, in ASCII characters.</summary>
    public const int MaxContentTypeLength = 100;
}

/// <summary>There is another file of that name.</summary>
public sealed class FileExistsException(SpaceId space, string name) : Exception($"{space} has another file of the name {name}.");

/// <summary>There is no room for another file. What is stored can be read.</summary>
public sealed class FilesFullException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store does not hold what was put.</summary>
public sealed class FileDamagedException(SpaceId space, string name, Exception? inner = null)
    : Exception($"The file {name} of {space} is damaged. Restore it from a backup.", inner);

/// <summary>The store did not answer, or failed for a reason of its own; nothing is known to be lost.</summary>
public sealed class FilesUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
