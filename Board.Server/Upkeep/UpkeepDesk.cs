using Board.Files;
using Board.Log;
using Board.Server.Hosting;

namespace Board.Server.Upkeep;

/// <summary>
/// Carries out orders on the data that this process owns: a server that runs, asked through <see cref="UpkeepChannel"/>, or a command
/// that has taken the folder itself.
/// </summary>
internal sealed partial class UpkeepDesk(IServiceProvider services, ISpaceLog log, IFileStore files, TimeProvider time, ILogger<UpkeepDesk> logger)
{
    private int _busy;

    /// <summary>Does it, and tells of it. Whatever is in the way is told in words.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> DoAsync(Order order, IProgress<Told> tell, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _busy, 1) == 1) return Refuse(tell, "Another backup, verification or export is under way. Wait until it has ended.");
        try
        {
            Began(logger, order.Do);
            var code = await CarryOutAsync(order, tell, cancellation);
            Done(logger, order.Do, code);
            return code;
        }
        catch (UpkeepException told)
        {
            NotDone(logger, order.Do, told.ExitCode, told);
            tell.Report(new Told(told.Message));
            return told.ExitCode;
        }
        catch (Exception failure) when (BoardServer.IsTold(failure) || failure is FilesFullException or FilesUnavailableException or FileDamagedException)
        {
            var code = failure is LogDamagedException or FileDamagedException ? Ended.Damaged : Ended.Refused;
            NotDone(logger, order.Do, code, failure);
            tell.Report(new Told(failure.Message));
            return code;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    private Task<int> CarryOutAsync(Order order, IProgress<Told> tell, CancellationToken cancellation) => order switch
    {
        { Do: Order.Backup, To: { } to } => new Backup(log, files, services.GetRequiredService<DataFolder>(), time).MakeAsync(to, tell, cancellation),
        { Do: Order.Verify } => VerifyAsync(tell, cancellation),
        { Do: Order.Export, To: { } to } => new Export(log, files, time).MakeAsync(order.Space, to, tell, cancellation),
        _ => Task.FromResult(Refuse(tell, "The server does not know this order: the command and the server are of different versions. Use the program that the server runs.")),
    };

    private async Task<int> VerifyAsync(IProgress<Told> tell, CancellationToken cancellation)
    {
        tell.Report(new Told(Progress: "Reading every entry"));
        var accounts = log is Log.Sqlite.SqliteSpaceLog ? services.GetRequiredService<DataFolder>().AccountsDatabase : null;
        var findings = await Findings.OfAsync(log, files, accounts, cancellation);
        foreach (var line in findings.Words()) tell.Report(new Told(line));
        return findings.Whole ? Ended.Well : Ended.Damaged;
    }

    private static int Refuse(IProgress<Told> tell, string why)
    {
        tell.Report(new Told(why));
        return Ended.Refused;
    }

    [LoggerMessage(2401, LogLevel.Information, "Upkeep: {Order} has begun.")]
    private static partial void Began(ILogger logger, string order);

    [LoggerMessage(2402, LogLevel.Information, "Upkeep: {Order} has ended with {Code}.")]
    private static partial void Done(ILogger logger, string order, int code);

    [LoggerMessage(2403, LogLevel.Warning, "Upkeep: {Order} was not done ({Code}).")]
    private static partial void NotDone(ILogger logger, string order, int code, Exception failure);
}
