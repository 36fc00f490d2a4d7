using Board.Spaces;

namespace Board.Tests.Convergence;

/// <summary>A message on its way.</summary>
internal abstract record Message
{
    public sealed record Watch(int Number, WatchRequest Request) : Message;

    public sealed record Submit(Handed Handed) : Message;

    public sealed record Down(int Number, Heard Heard) : Message;
}

/// <summary>One connection of a client to a server, with what is under way on it.</summary>
internal sealed class Line(Person person, SimulatedServer server)
{
    public Person Person => person;

    public SimulatedServer Server => server;

    /// <summary>The server's life in which it was made.</summary>
    public int Run { get; } = server.Run;

    /// <summary>The sessions welcomed on it.</summary>
    public HashSet<string> Welcomed { get; } = [];

    /// <summary>The watches that the server has answered.</summary>
    public HashSet<int> Answered { get; } = [];

    public List<Message> Up { get; } = [];

    public List<Message.Down> Down { get; } = [];

    /// <summary>The client's latest watch; it cares for no other stream.</summary>
    public int Watching { get; private set; }

    /// <summary>The client was welcomed on it: before, it submits nothing.</summary>
    public bool IsWelcomed { get; set; }

    /// <summary>False once the stream has ended, until the client watches again.</summary>
    public bool HasStream { get; set; }

    public bool IsAlive => Run == server.Run;

    public void Watch(WatchRequest request)
    {
        HasStream = true;
        Up.Add(new Message.Watch(++Watching, request));
    }
}
