using System.Net;
using Board.Server.Accounts;
using Microsoft.AspNetCore.Http;

namespace Board.Tests.Server;

public sealed class AttemptLimitsTests
{
    [Fact]
    public void A_whole_school_behind_one_address_gets_in()
    {
        using var limits = new AttemptLimits();
        var context = From("192.0.2.1");
        Assert.All(Enumerable.Range(0, 250), teacher => Assert.True(limits.Take(context, $"TEACHER{teacher}@EXAMPLE.ORG")));
    }

    [Fact]
    public void One_account_is_not_tried_for_ever_from_wherever()
    {
        using var limits = new AttemptLimits();
        var taken = Enumerable.Range(0, 50).Count(address => limits.Take(From($"192.0.2.{address}"), "DANA@EXAMPLE.ORG"));
        Assert.Equal(AttemptLimits.PerAccount, taken);
    }

    [Fact]
    public void Codes_are_not_guessed_in_bulk_from_one_address()
    {
        using var limits = new AttemptLimits();
        var context = From("192.0.2.1");
        Assert.InRange(Enumerable.Range(0, 1_000).Count(_ => limits.Take(context)), 250, 320);
        Assert.True(limits.Take(From("192.0.2.2")));
    }

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
