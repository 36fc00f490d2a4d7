using System.Collections.Concurrent;

namespace Board.Server.Accounts;

/// <summary>
/// The people who have a live connection (a hub stream, a Blazor circuit) and how to end it, so that somebody who may not be
/// here any more is gone within seconds.
/// </summary>
public sealed class ConnectedPeople
{
    private readonly ConcurrentDictionary<Connection, byte> _connections = [];

    /// <summary>Says that a connection of this person is open. Dispose the result when it has ended.</summary>
    /// <param name="stamp">The account's stamp that the person signed in with.</param>
    /// <param name="end">Ends the connection; called at most once, from any thread.</param>
    public IDisposable Register(string person, string stamp, Action end) => new Connection(this, person, stamp, end);

    /// <summary>Ends every connection of a person now.</summary>
    public void End(string person)
    {
        foreach (var connection in _connections.Keys.Where(c => c.Person == person)) connection.End();
    }

    /// <summary>Ends the connections of those who have no open account with that stamp any more, and says how many.</summary>
    internal async Task<int> EndStaleAsync(PersonStamps stamps, CancellationToken cancellation)
    {
        var open = _connections.Keys.ToList(); // those who come while we read are not judged by what we read
        var current = await stamps.ReadAsync(open.Select(c => c.Person).ToHashSet(), cancellation);
        var stale = open.Where(c => current.GetValueOrDefault(c.Person) != c.Stamp).ToList();
        foreach (var connection in stale) connection.End();
        return stale.Count;
    }

    private sealed class Connection : IDisposable
    {
        private readonly ConnectedPeople _people;
        private Action? _end;

        public Connection(ConnectedPeople people, string person, string stamp, Action end)
        {
            (_people, Person, Stamp, _end) = (people, person, stamp, end);
            _people._connections[this] = 0;
        }

        public string Person { get; }

        public string Stamp { get; }

        public void End()
        {
            Dispose();
            Interlocked.Exchange(ref _end, null)?.Invoke();
        }

        public void Dispose() => _people._connections.TryRemove(this, out _);
    }
}
