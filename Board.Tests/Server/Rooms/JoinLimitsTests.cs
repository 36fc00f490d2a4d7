using Board.Server.Rooms;
using Board.Spaces.Workshop;
using Board.Tests.Engines;

namespace Board.Tests.Server.Rooms;

/// <summary>How often somebody may be wrong about a room's code (SPEC.md, DOOR3).</summary>
public sealed class JoinLimitsTests
{
    private const string School = "192.0.2.1";
    private static readonly Dictionary<string, string> Rooms = new() { ["K7M4QX"] = "workshop-w1" };

    private readonly ManualTime _time = new();
    private readonly JoinLimits _limits;
    private int _guesses;

    public JoinLimitsTests() => _limits = new JoinLimits(_time);

    [Fact]
    public void DOOR3_Being_right_is_never_counted_however_many_come_from_one_address()
    {
        for (var i = 0; i < 5_000; i++) Assert.Equal((true, "workshop-w1"), Right(School));
    }

    [Fact]
    public void DOOR3_Wrong_codes_of_one_address_are_held_up_and_other_addresses_are_not()
    {
        Assert.Equal(JoinLimits.AddressAtOnce, Guesses(School));
        Assert.False(Right(School).Looked);
        Assert.Equal("workshop-w1", Right("192.0.2.2").Room);
        _time.Move(TimeSpan.FromHours(1.0 / JoinLimits.AddressPerHour));
        Assert.Equal("workshop-w1", Right(School).Room);
    }

    [Fact]
    public void DOOR3_The_same_wrong_code_counts_once_an_hour()
    {
        for (var i = 0; i < 500; i++) Assert.True(_limits.Try(School, "K7M4QZ", Rooms, out _));
        Assert.Equal(JoinLimits.AddressAtOnce - 1, Guesses(School));
    }

    [Fact]
    public void DOOR3_However_many_addresses_guess_one_of_200_rooms_takes_years()
    {
        // A guesser with as many addresses as they like, who never lets an hour go by unused.
        var (looked, addresses, hours) = (0, 0, 24);
        for (var hour = 0; hour < hours; hour++)
        {
            while (Guesses($"2001:db8::{addresses++}") is > 0 and var more) looked += more;
            _time.Move(TimeSpan.FromHours(1));
        }
        var perYear = (double)(looked - JoinLimits.OverallAtOnce) / (hours - 1) * 24 * 365;
        var codes = Math.Pow(RoomCode.Alphabet.Length, RoomCode.Length);
        Assert.InRange(codes / 200 / perYear, 2, 100);
    }

    [Fact]
    public void DOOR3_Wrong_secrets_are_counted_by_code()
    {
        for (var i = 0; i < JoinLimits.CodeAtOnce; i++) Assert.True(_limits.MayHaveWrongSecret("K7M4QX"));
        Assert.False(_limits.MayHaveWrongSecret("K7M4QX"));
        Assert.True(_limits.MayHaveWrongSecret("R2D9WT"));
    }

    private (bool Looked, string? Room) Right(string network) => (_limits.Try(network, "K7M4QX", Rooms, out var room), room);

    /// <summary>Guesses new codes until none is looked at any more, and says how many were.</summary>
    private int Guesses(string network)
    {
        for (var looked = 0; ; looked++)
        {
            if (!_limits.Try(network, $"G{_guesses++}", Rooms, out var room)) return looked;
            Assert.Null(room);
        }
    }
}
