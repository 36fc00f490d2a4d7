using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Board.Server.Accounts;

/// <summary>
/// Who may set up the district: somebody at this very machine, or somebody who can read what the server prints when it starts.
/// The code lives as long as the process; where servers share a database it is the same on all of them, for as long as that lives.
/// </summary>
public sealed class SetupCode(string code)
{
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Original-For", "Via"];

    public SetupCode() : this(Invitation.NewCode())
    {
    }

    public string Code => code;

    /// <summary>The code of all servers that know this secret.</summary>
    public static SetupCode From(ReadOnlySpan<byte> secret) => new(Invitation.CodeOf(HMACSHA256.HashData(secret, "board-setup-code"u8)));

    public bool Admits(HttpContext context, string? code) => IsAtThisMachine(context) || IsRight(code);

    /// <summary>
    /// Whether the request comes from this machine and was meant for it: neither passed on by a proxy that runs here, nor sent
    /// by a web page of another address, or of one whose host name was pointed at 127.0.0.1.
    /// </summary>
    public static bool IsAtThisMachine(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var host = context.Request.Host.Host;
        var origin = context.Request.Headers.Origin;
        if (origin.Count > 0 && origin != $"{context.Request.Scheme}://{context.Request.Host}") return false;
        return context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && (host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
            && !Forwarding.Any(context.Request.Headers.ContainsKey);
    }

    private bool IsRight(string? tried) =>
        tried is not null && CryptographicOperations.FixedTimeEquals(Bytes(tried), Bytes(code));

    private static byte[] Bytes(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant()));
}
