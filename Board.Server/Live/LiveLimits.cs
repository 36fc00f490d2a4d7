using System.Collections.Concurrent;
using Board.Server.Hosting;
using Board.Spaces;

namespace Board.Server.Live;

/// <summary>
/// What one person may ask of the live hub, in the section <c>Board:Live</c> of the configuration. Limits count people, never
/// addresses: a whole school is one address. The defaults are far above what hands can do.
/// </summary>
public sealed class LiveSettings
{
    /// <summary>Submissions a second and person, over all devices, in the long run.</summary>
    public int SubmissionsPerSecond { get; set; } = 60;

    /// <summary>Submissions at once, as after a long time offline.</summary>
    public int SubmissionsAtOnce { get; set; } = 600;

    /// <summary>Open streams a person, over all devices and tabs.</summary>
    public int Watches { get; set; } = 50;

    /// <summary>Submissions a second of somebody without an account, in the long run.</summary>
    public int ParticipantSubmissionsPerSecond { get; set; } = 3;

    /// <summary>Submissions of somebody without an account at once, as after a tunnel.</summary>
    public int ParticipantSubmissionsAtOnce { get; set; } = 60;

    /// <summary>Open streams of somebody without an account.</summary>
    public int ParticipantWatches { get; set; } = 8;

    /// <summary>Pictures an hour of somebody without an account, in the long run.</summary>
    public int ParticipantPicturesPerHour { get; set; } = 40;

    /// <summary>Pictures of somebody without an account at once.</summary>
    public int ParticipantPicturesAtOnce { get; set; } = 20;

    /// <summary>Bytes of JSON of one submission.</summary>
    public int SubmissionBytes { get; set; } = 256 * 1024;
}

/// <summary>
/// Counts what each person does. The framework's partitioned limiters would do it too, but each of them wakes the process ten
/// times a second for as long as it lives, which is more than a quiet lesson costs; here the clock is read when somebody asks.
/// </summary>
public sealed class LiveLimits(LiveSettings settings, TimeProvider time)
{
    /// <summary>After so many who are new, those are forgotten of whom there is nothing to count.</summary>
    private const int LookAfter = 1_000;

    private readonly ConcurrentDictionary<string, Allowance> _people = [];
    private int _new;

    public LiveSettings Settings => settings;

    public bool MaySubmit(Person person) => Of(person).TrySubmit();

    /// <summary>Whether somebody may add one more picture; those with an account always may.</summary>
    public bool MayAddPicture(Person person) => Of(person).TryAddPicture();

    /// <summary>A place for a stream, until it is disposed; null when the person has too many.</summary>
    public IDisposable? Watch(Person person)
    {
        var allowance = Of(person);
        return allowance.TryWatch() ? new Place(allowance) : null;
    }

    private Allowance Of(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (_people.TryGetValue(person.Id, out var known)) return known;
        if (Interlocked.Increment(ref _new) % LookAfter == 0) Forget();
        return _people.GetOrAdd(person.Id, static (_, who) => new Allowance(who.Person.Is(Role.Participant) || who.Person.Is(Role.Viewer)
            ? new(who.Settings.ParticipantSubmissionsPerSecond, who.Settings.ParticipantSubmissionsAtOnce, who.Settings.ParticipantWatches, who.Settings.ParticipantPicturesPerHour, who.Settings.ParticipantPicturesAtOnce)
            : new(who.Settings.SubmissionsPerSecond, who.Settings.SubmissionsAtOnce, who.Settings.Watches, int.MaxValue, int.MaxValue), who.Time), (Person: person, Settings: settings, Time: time));
    }

    /// <summary>How many are known.</summary>
    internal int Count => _people.Count;

    /// <summary>A device is somebody else in each room and comes once. Whoever acts at this very moment begins with a full allowance; that is no harm.</summary>
    private void Forget()
    {
        foreach (var one in _people)
        {
            if (one.Value.IsFull) _people.TryRemove(one);
        }
    }

    private readonly record struct Most(int SubmissionsPerSecond, int SubmissionsAtOnce, int Watches, int PicturesPerHour, int PicturesAtOnce);

    /// <summary>What one person has left.</summary>
    private sealed class Allowance(Most most, TimeProvider time)
    {
        private readonly Lock _lock = new();
        private readonly Bucket _submissions = new(most.SubmissionsAtOnce, most.SubmissionsPerSecond, time);
        private readonly Bucket _pictures = new(most.PicturesAtOnce, most.PicturesPerHour / 3_600.0, time);
        private int _watches;

        public bool IsFull
        {
            get
            {
                lock (_lock) return _watches == 0 && _submissions.IsFull && _pictures.IsFull;
            }
        }

        public bool TrySubmit()
        {
            lock (_lock) return _submissions.TryTake();
        }

        public bool TryAddPicture()
        {
            lock (_lock) return _pictures.TryTake();
        }

        public bool TryWatch()
        {
            lock (_lock)
            {
                if (_watches >= most.Watches) return false;
                _watches++;
                return true;
            }
        }

        public void Leave()
        {
            lock (_lock) _watches--;
        }
    }

    private sealed class Place(Allowance allowance) : IDisposable
    {
        private Allowance? _allowance = allowance;

        public void Dispose() => Interlocked.Exchange(ref _allowance, null)?.Leave();
    }
}
