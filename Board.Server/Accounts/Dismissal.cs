namespace Board.Server.Accounts;

/// <summary>
/// Every two seconds, compares the stamps of those who are connected with their accounts and ends the connections of those
/// who have signed out everywhere, or were deactivated. One query, however many people are here.
/// </summary>
internal sealed partial class Dismissal(ConnectedPeople connected, PersonStamps stamps, TimeProvider time, ILogger<Dismissal> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var ended = await connected.EndStaleAsync(stamps, stoppingToken);
                if (ended > 0) LogEnded(ended);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, Message = "Ended {Count} connections of people who have signed out or were deactivated.")]
    private partial void LogEnded(int count);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Error, Message = "Could not check who is still signed in; trying again.")]
    private partial void LogFailed(Exception failure);
}
