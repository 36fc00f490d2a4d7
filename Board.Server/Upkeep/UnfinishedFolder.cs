using System.Security.Cryptography;
using Board.Log;

namespace Board.Server.Upkeep;

/// <summary>
/// A folder that is filled under a hidden name beside its place, and gets its own name when everything in it is on the disk. So what
/// has the name is whole, and what was given up is gone.
/// </summary>
internal sealed class UnfinishedFolder : IDisposable
{
    private readonly string _target;
    private bool _finished;

    private UnfinishedFolder(string target, string path) => (_target, Path) = (target, path);

    /// <summary>Where it is filled.</summary>
    public string Path { get; }

    private static UnixFileMode OwnerOnly => UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Begins one, for this user alone.</summary>
    /// <param name="target">The name that it gets.</param>
    /// <exception cref="UpkeepException">There is something of that name, or it can't be made there.</exception>
    public static UnfinishedFolder For(string target)
    {
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw UpkeepException.Refused($"{target} is there already, and nothing is ever overwritten. Choose a new name.");
        return Beside(target);
    }

    /// <summary>The same for a place that is made free before it is finished.</summary>
    /// <exception cref="UpkeepException">It can't be made there.</exception>
    public static UnfinishedFolder Beside(string target)
    {
        var parent = System.IO.Path.GetDirectoryName(target) ?? throw UpkeepException.Refused($"{target} is no place for a folder.");
        try
        {
            var path = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(target)}.unfinished-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
            Make(parent);
            Make(path);
            return new UnfinishedFolder(target, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw UpkeepException.Refused(
                $"{target} can't be made: {failure.Message} Choose a folder that the server's user may write to; where systemd confines the server, one of its StateDirectory.", failure);
        }
    }

    /// <summary>A folder in it.</summary>
    public string Folder(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Make(path);
        return path;
    }

    /// <summary>Gives it its name. Its files are on the disk already.</summary>
    public void Finish()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories)) FolderFlush.Flush(folder);
        FolderFlush.Flush(Path);
        if (Directory.Exists(_target)) Directory.Delete(_target); // an empty one
        Directory.Move(Path, _target);
        _finished = true;
        FolderFlush.Flush(System.IO.Path.GetDirectoryName(_target)!);
    }

    public void Dispose()
    {
        if (!_finished && Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static void Make(string path)
    {
        if (Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows()) _ = Directory.CreateDirectory(path);
        else _ = Directory.CreateDirectory(path, OwnerOnly);
    }
}
