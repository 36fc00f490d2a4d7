using System.Text;
using Board.Spaces;

namespace Board.Log;

/// <summary>
/// Something to be written, and the promise to whoever waits for it. Until a writer claims it, it can be cancelled and
/// nothing of it is written; from then on it is carried out. What it carries must not change before the promise is kept.
/// </summary>
internal abstract class LogRequest(SpaceId space) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int _claimed;
    private CancellationTokenRegistration _cancellation;

    public SpaceId Space => space;

    /// <summary>The space's name as it is stored and hashed.</summary>
    public byte[] Name { get; } = Encoding.UTF8.GetBytes(space.ToString());

    /// <summary>How many bytes it adds, so that a commit does not grow without bound.</summary>
    public abstract long Size { get; }

    /// <summary>Why it could not be done, once it was tried. It is told only after the commit, since it may rest on what the commit holds.</summary>
    public Exception? Verdict { get; protected set; }

    public void CancelWith(CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
            _cancellation = cancellation.UnsafeRegister(static (request, token) => ((LogRequest)request!).Cancel(token), this);
    }

    /// <summary>Takes it for carrying out; false when it was cancelled before.</summary>
    public bool Claim()
    {
        _cancellation.Unregister();
        return Interlocked.Exchange(ref _claimed, 1) == 0;
    }

    /// <summary>Tells whoever waits, after a commit.</summary>
    public void Tell()
    {
        if (Verdict is null) SetResult();
        else SetException(Verdict);
    }

    private void Cancel(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _claimed, 1) == 0) SetCanceled(cancellation);
    }
}
