using System.Diagnostics;

namespace Board.Tests.Faults;

/// <summary>A file system of a few megabytes, which can be filled up and emptied again.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 16;

    private readonly DirectoryInfo _mount = Directory.CreateTempSubdirectory("board-disk-");

    public SmallDisk()
    {
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", _mount.FullName)) throw new IOException("The disk could not be mounted.");
    }

    /// <summary>A folder on it.</summary>
    public string Data => Path.Combine(_mount.FullName, "data");

    private string Filler => Path.Combine(_mount.FullName, "filler");

    /// <summary>Takes all room that is left, to the last page.</summary>
    public void Fill()
    {
        var page = new byte[Environment.SystemPageSize];
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) filler.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "--lazy", _mount.FullName);
        _mount.Delete();
    }

    public static bool CanBeMade()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return false;
        try
        {
            new SmallDisk().Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A test that needs a small disk; where none can be mounted it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.CanBeMade()) Skip = "A small disk can only be mounted by root on Linux; the log's own tests cover a full one.";
    }
}
