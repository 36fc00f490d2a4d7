using Board.Spaces;

namespace Board.Tests.Convergence;

/// <summary>A client's end and the connection that it has at the moment, with the updates that it holds unconfirmed, in order.</summary>
internal sealed class Endpoint(Person person, IPeer peer)
{
    public Person Person => person;

    public IPeer Peer => peer;

    public Line? Line { get; set; }

    public List<Edit> Unconfirmed { get; init; } = [];
}

/// <summary>What a device keeps of a page: the outbox, and which updates those are.</summary>
internal sealed record Kept(Outbox Outbox, IReadOnlyList<Edit> Edits);

/// <summary>What an earlier page left behind, being sent.</summary>
internal sealed class Errand(Kept kept, Endpoint endpoint)
{
    public Kept Kept { get; set; } = kept;

    public Endpoint Endpoint => endpoint;
}

/// <summary>Somebody's device: the page that is open on it, and what earlier pages left to be sent.</summary>
internal sealed class Device(int index, Person person)
{
    private readonly List<WrittenOrder> _orders = [];

    public int Cursor;

    public int Index => index;

    public Person Person => person;

    public IEditor Editor { get; private set; } = null!;

    public Endpoint Page { get; private set; } = null!;

    /// <summary>The page's outbox as it was last kept.</summary>
    public Kept? Outbox { get; set; }

    public List<Errand> Errands { get; } = [];

    public bool IsAway { get; set; }

    /// <summary>Away until the end.</summary>
    public bool IsHermit { get; set; }

    public IEnumerable<Endpoint> Endpoints => [Page, .. Errands.Select(errand => errand.Endpoint)];

    /// <summary>The letters of each page that was open, this one's last. A page knows nothing of what errands still carry.</summary>
    public IReadOnlyList<WrittenOrder> Orders => _orders;

    public void Open(IEditor editor)
    {
        (Editor, Page, Outbox, Cursor) = (editor, new Endpoint(person, editor), null, 0);
        _orders.Add(new WrittenOrder());
    }
}
