namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>The hand of a replay: where it stands, how fast it goes. Time is given to it.</summary>
/// <param name="length">Of the tape, in milliseconds.</param>
public sealed class ReplayPlayer(long length)
{
    public static readonly int[] Speeds = [1, 2, 4, 8, 16];

    public long Length => length;

    /// <summary>Milliseconds from the beginning.</summary>
    public long Position { get; private set; }

    public int Speed { get; private set; } = 4;

    public bool IsPlaying { get; private set; }

    /// <summary>Plays or rests; at the end it begins anew.</summary>
    public void Toggle()
    {
        if (!IsPlaying && Position >= length) Position = 0;
        IsPlaying = !IsPlaying;
    }

    public void Seek(long position) => Position = Math.Clamp(position, 0, length);

    /// <param name="speed">One of <see cref="Speeds"/>; anything else changes nothing.</param>
    public void Go(int speed) => Speed = Speeds.Contains(speed) ? speed : Speed;

    /// <summary>So much time has passed for whoever watches.</summary>
    public void Pass(TimeSpan time)
    {
        if (!IsPlaying) return;
        Seek(Position + (long)(time.TotalMilliseconds * Speed));
        if (Position >= length) IsPlaying = false;
    }
}
