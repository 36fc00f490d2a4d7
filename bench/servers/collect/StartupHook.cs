// Loaded into a server under test (DOTNET_STARTUP_HOOKS): collects its garbage whenever the file named by BENCH_COLLECT appears, and
// then removes it. So memory can be measured that is in use, and not what the collector has not come to yet.
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("BENCH_COLLECT") is not { Length: > 0 } asked) return;
        new Thread(() =>
        {
            while (true)
            {
                Thread.Sleep(100);
                if (!File.Exists(asked)) continue;
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                File.Delete(asked);
            }
        }) { IsBackground = true }.Start();
    }
}
