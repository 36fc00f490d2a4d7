using Board.Log.Azure;

namespace Board.Tests.Log.Azure;

internal static class PreparedLog
{
    /// <summary>Opens a log as a server does at its start.</summary>
    public static async Task<AzureSpaceLog> OpenAsync(BlobAccount account, AzureLogOptions options)
    {
        var log = AzureSpaceLog.Open(account, options);
        try
        {
            await log.PrepareAsync();
            return log;
        }
        catch
        {
            await log.DisposeAsync();
            throw;
        }
    }
}
