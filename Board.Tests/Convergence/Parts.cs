using Board.Engines;
using Board.Log;
using Board.Spaces;

namespace Board.Tests.Convergence;

/// <summary>
/// What a run is put together from, around the real engine and grain. These are the right parts; a planted bug swaps one
/// of them, and the real clients in Node take the place of the simulated ones.
/// </summary>
internal class Parts
{
    public static Parts Right { get; } = new();

    /// <summary>What of the weather a part needs in order to matter; everything else stays as drawn.</summary>
    public virtual Weather Shape(Weather weather) => weather;

    /// <summary>The store that all servers share.</summary>
    public virtual ISpaceLog Store(ISpaceLog store) => store;

    /// <summary>What takes submissions before the engine does.</summary>
    public virtual ISpaceEngine Front(ISpaceEngine engine, ISpaceLog log) => engine;

    /// <summary>Through whose eyes a stream is made for this person.</summary>
    public virtual Person Seer(Person person) => person;

    public virtual ValueTask<IEditor> EditorAsync() => new(new SimulatedEditor(World.Surface));

    public virtual ValueTask<IPeer> PendingAsync(Outbox outbox) => new(new SimulatedPending(World.Surface, outbox));

    /// <summary>The change that an editor makes of what somebody does.</summary>
    public virtual Draft Typed(string text, Draft draft) => draft;

    /// <summary>Whether a device notes that an errand goes on in another session, before it is sent there.</summary>
    public virtual bool NotesNewSessions => true;

    /// <summary>A server was killed.</summary>
    public virtual void Killed()
    {
    }
}
