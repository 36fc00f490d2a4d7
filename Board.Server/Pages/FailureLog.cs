using Microsoft.AspNetCore.Diagnostics;

namespace Board.Server.Pages;

/// <summary>Logs the reference that the error page shows, so that an administrator finds what happened. Never what was sent.</summary>
internal sealed partial class FailureLog(ILogger<FailureLog> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        LogFailed(httpContext.TraceIdentifier, exception.GetType().Name);
        return ValueTask.FromResult(false); // the page is still to be shown
    }

    [LoggerMessage(EventId = 2201, Level = LogLevel.Error, Message = "A request failed, reference {Reference}: {Kind}.")]
    private partial void LogFailed(string reference, string kind);
}
