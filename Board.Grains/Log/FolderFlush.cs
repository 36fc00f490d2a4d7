using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Board.Log;

/// <summary>
/// Makes the names in a folder durable. A file that was flushed can still be missing after a power cut, when the folder was not;
/// .NET has no call for it. Windows writes names by itself in order.
/// </summary>
public static class FolderFlush
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) throw Failed(folder);
        try
        {
            if (Synchronise(descriptor) != 0) throw Failed(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string folder) => new($"The folder {folder} can't be made durable: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
