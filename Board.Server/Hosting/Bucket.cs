namespace Board.Server.Hosting;

/// <summary>
/// What somebody may still do: it begins full, each act takes one, and it fills up steadily. The clock is read when somebody asks, so
/// that a bucket that nobody uses costs nothing. Whoever shares one between threads locks around it.
/// </summary>
internal sealed class Bucket
{
    private readonly double _atOnce;
    private readonly double _perSecond;
    private readonly TimeProvider _time;
    private double _left;
    private long _countedAt;

    /// <param name="atOnce">How much it holds.</param>
    /// <param name="perSecond">How much comes back.</param>
    /// <param name="time">What it fills up by.</param>
    public Bucket(double atOnce, double perSecond, TimeProvider time)
    {
        (_atOnce, _perSecond, _time) = (atOnce, perSecond, time);
        _left = atOnce;
        _countedAt = time.GetTimestamp();
    }

    public bool HasOne => Count() >= 1;

    public bool IsFull => Count() >= _atOnce;

    public void Take() => _left = Count() - 1;

    /// <returns>False where there is nothing to take.</returns>
    public bool TryTake()
    {
        if (!HasOne) return false;
        _left--;
        return true;
    }

    private double Count()
    {
        var now = _time.GetTimestamp();
        _left = Math.Min(_atOnce, _left + (_time.GetElapsedTime(_countedAt, now).TotalSeconds * _perSecond));
        _countedAt = now;
        return _left;
    }
}
