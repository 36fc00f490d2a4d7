using Board.Grains;

namespace Board.Tests.Grains;

/// <summary>Who is in a space whose people are on several servers (SPEC.md, ENGINE6).</summary>
public sealed class PresenceTests
{
    private readonly Presence _presence = new();

    [Fact]
    public void Whoever_is_on_another_server_is_here_until_that_server_says_otherwise()
    {
        Assert.True(Elsewhere("b", new Cursor("s1", "maribel"), new Cursor("s2", "adaeze")));
        Assert.False(Elsewhere("b", new Cursor("s1", "maribel"), new Cursor("s2", "adaeze")));
        Assert.True(Elsewhere("b", new Cursor("s2", "adaeze", "v1", 3, 3, 7)));
        Assert.Equal([new Cursor("s2", "adaeze", "v1", 3, 3, 7)], _presence.Here());
        Assert.True(Elsewhere("b"));
        Assert.Empty(_presence.Here());
    }

    [Fact]
    public void Another_server_says_nothing_about_those_who_are_here_or_on_a_third()
    {
        _presence.Set(new Cursor("s1", "maribel", "v1", 5, 5, 9));
        Elsewhere("c", new Cursor("s3", "jun"));
        Assert.True(_presence.Elsewhere("b", [new Cursor("s1", "maribel"), new Cursor("s2", "adaeze")], session => session == "s1"));
        Assert.Contains(new Cursor("s1", "maribel", "v1", 5, 5, 9), _presence.Here());
        Assert.True(_presence.Elsewhere("b", [], session => session == "s1"));
        Assert.Equal(["s1", "s3"], _presence.Here().Select(cursor => cursor.Session).Order());
    }

    [Fact]
    public void Whoever_went_on_to_another_server_stays_when_the_old_connection_is_noticed_dead()
    {
        _presence.Set(new Cursor("s1", "maribel", "v1"));
        _presence.Elsewhere("b", [new Cursor("s1", "maribel", "v2")], _ => true);
        Assert.True(_presence.Remove("s1"));
        Assert.Equal([new Cursor("s1", "maribel", "v2")], _presence.Here());
        Assert.True(Elsewhere("b"));
        Assert.Empty(_presence.Here());
    }

    [Fact]
    public void LIVE7_A_room_is_told_how_many_are_in_it_and_nobody_who()
    {
        _presence.Set(new Cursor("s1", "ana"));
        _presence.Set(new Cursor("s2", "ana", Hand: true));
        _presence.Set(new Cursor("s3", "ben", Ready: true));
        var seen = 0L;
        Assert.Null(_presence.CountSince(ref seen));
        _presence.Release();
        var frame = System.Text.Encoding.UTF8.GetString(_presence.CountSince(ref seen)!.Utf8.Span);
        Assert.Equal("""{"type":"here","people":2,"hands":1,"ready":1}""", frame);
        Assert.Equal("ana", Assert.Single(_presence.Attendance.Hands));
        Assert.Null(_presence.CountSince(ref seen));
        _presence.Set(new Cursor("s4", "ben", Ready: true)); // another tab of somebody who is here
        _presence.Release();
        Assert.Null(_presence.CountSince(ref seen));
        _presence.Remove("s2");
        _presence.Release();
        Assert.Contains("\"hands\":0", System.Text.Encoding.UTF8.GetString(_presence.CountSince(ref seen)!.Utf8.Span), StringComparison.Ordinal);
    }

    private bool Elsewhere(string server, params Cursor[] cursors) => _presence.Elsewhere(server, cursors, _ => false);
}
