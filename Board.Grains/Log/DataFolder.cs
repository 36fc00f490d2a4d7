using System.Globalization;
using System.Security.Cryptography;

namespace Board.Log;

/// <summary>
/// The folder that a server keeps everything in, owned by one process at a time. Two processes on one folder would fence each other
/// off for ever, and no lock of a database protects the accounts, keys and files beside it.
/// The lock is the operating system's: it ends with the process, however that ends.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string LockName = "board.lock";
    private const string OwnerName = "board.pid";
    private const string EpochName = "board.epoch";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>Where the folder is, as a full path.</summary>
    public string Path { get; }

    /// <summary>The database of the log of all spaces. Its WAL and its witness lie beside it.</summary>
    public string LogDatabase => System.IO.Path.Combine(Path, "board.db");

    /// <summary>The database of what people upload.</summary>
    public string FilesDatabase => System.IO.Path.Combine(Path, "files.db");

    /// <summary>The database of people's accounts.</summary>
    public string AccountsDatabase => System.IO.Path.Combine(Path, "accounts.db");

    /// <summary>The folder of the keys that sign cookies and invitations.</summary>
    public string KeysDirectory => System.IO.Path.Combine(Path, "keys");

    /// <summary>The socket on which the server takes orders from the owner of the machine.</summary>
    public string ChannelSocket => ChannelOf(Path);

    /// <summary>
    /// Another word after each restoring from a backup, and empty before the first. Sequences after the backup are then given anew, to
    /// other entries; whoever remembers the old ones is known by the old word.
    /// </summary>
    public string Epoch => System.IO.Path.Combine(Path, EpochName) is var path && File.Exists(path) ? File.ReadAllText(path) : "";

    /// <summary>The socket of the server that has a data folder, whether there is one or not.</summary>
    public static string ChannelOf(string folder) => System.IO.Path.Combine(folder, "board.sock");

    /// <summary>Gives a folder that was restored another <see cref="Epoch"/>, while nobody has it.</summary>
    public static void BeginNewEpoch(string folder) =>
        File.WriteAllText(System.IO.Path.Combine(folder, EpochName), RandomNumberGenerator.GetHexString(16, lowercase: true));

    /// <summary>Where the folder is unless it is configured: in the data directory of the user who runs the server.</summary>
    public static string DefaultPath => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "board");

    /// <summary>Takes the folder until it is disposed of or the process ends, and creates it, for this user alone, if it is not there.</summary>
    /// <param name="path">Of the folder; relative paths are of the current directory.</param>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    /// <exception cref="IOException">The folder can't be created or locked.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static DataFolder Take(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = System.IO.Path.GetFullPath(path);
        Create(full);
        var lockPath = System.IO.Path.Combine(full, LockName);
        FileStream held;
        try
        {
            held = Lock(lockPath);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            throw new DataFolderInUseException(full, Owner(full), failure);
        }
        try
        {
            EnsureLocksAreKept(lockPath);
            File.WriteAllText(System.IO.Path.Combine(full, OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            var folder = new DataFolder(full, held);
            Create(folder.KeysDirectory);
            return folder;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose()
    {
        // The file of the lock stays: to delete it would let two processes lock two files of the same name.
        File.Delete(System.IO.Path.Combine(Path, OwnerName));
        _lock.Dispose();
    }

    private static void Create(string path)
    {
        if (Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows()) _ = Directory.CreateDirectory(path);
        else _ = Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStream Lock(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);

    /// <summary>Some network shares, and a setting of .NET, let everybody lock everything. Then there is no protection, and no start.</summary>
    private static void EnsureLocksAreKept(string path)
    {
        try
        {
            Lock(path).Dispose();
        }
        catch (IOException)
        {
            return;
        }
        throw new IOException(
            $"The file system of {System.IO.Path.GetDirectoryName(path)} does not keep locks, so nothing would stop a second server from damaging the data. Choose a data folder on a local disk.");
    }

    private static bool IsHeld(IOException failure) => OperatingSystem.IsWindows()
        ? (failure.HResult & 0xffff) is 32 or 33
        : failure.HResult is 11 or 35; // EWOULDBLOCK on Linux, and on macOS and the BSDs

    private static int? Owner(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(System.IO.Path.Combine(path, OwnerName)), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>Another process uses the data folder. The message tells people which, and what to do.</summary>
/// <param name="folder">The folder's full path.</param>
/// <param name="process">The id of the process that has it, if it is known.</param>
/// <param name="inner">What the operating system answered.</param>
public sealed class DataFolderInUseException(string folder, int? process, Exception? inner = null) : Exception(Describe(folder, process), inner)
{
    /// <summary>The folder's full path.</summary>
    public string Folder => folder;

    /// <summary>The id of the process that has it, if it is known.</summary>
    public int? Process => process;

    private static string Describe(string folder, int? process)
    {
        var who = process is { } id ? string.Create(CultureInfo.InvariantCulture, $"a Board server that is already running (process {id})") : "a Board server that is already running";
        return $"The data folder {folder} is in use by {who}. Stop that server first, or start this one with a data folder of its own. Nothing was changed.";
    }
}
