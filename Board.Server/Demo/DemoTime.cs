namespace Board.Server.Demo;

/// <summary>A clock that is set by hand, so that a lesson of the demo district took as long as it tells.</summary>
internal sealed class DemoTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
