using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Board.Server.Accounts;

/// <summary>
/// Who may set up the district: somebody at this very machine, or somebody who can read what the server prints when it starts.
/// The code lives as long as the process.
/// </summary>
public sealed class SetupCode
{
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Original-For", "Via"];

    public string Code { get; } = Invitation.NewCode();

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

    private bool IsRight(string? code) =>
        code is not null && CryptographicOperations.FixedTimeEquals(Bytes(code), Bytes(Code));

    private static byte[] Bytes(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant()));
}
