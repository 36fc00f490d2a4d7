using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Board.Log.Azure;

namespace Board.Tests.Log.Azure;

/// <summary>Issues account SAS as the portal does ("Create an account SAS" of the REST reference), for the emulator's account.</summary>
internal static class SharedAccess
{
    private const string Version = "2022-11-02";

    /// <summary>The account with such a signature instead of its key.</summary>
    /// <param name="connection">With the account's key.</param>
    /// <param name="permissions">Of read, write, delete, list, add, create.</param>
    public static (BlobAccount Account, string Signature) For(string connection, string permissions = "rwdlac")
    {
        var parts = connection.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var expiry = TimeProvider.System.GetUtcNow().AddHours(2).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var text = string.Join('\n', parts["AccountName"], permissions, "b", "sco", "", expiry, "", "", Version, "", "");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(parts["AccountKey"]), Encoding.UTF8.GetBytes(text)));
        var query = $"sv={Version}&ss=b&srt=sco&sp={permissions}&se={Uri.EscapeDataString(expiry)}&sig={Uri.EscapeDataString(signature)}";
        return (BlobAccount.Parse($"BlobEndpoint={parts["BlobEndpoint"]};SharedAccessSignature={query}"), signature);
    }
}
