using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Board.Log.Azure;

/// <summary>
/// The signature of a request under the account's key, as in "Authorize with Shared Key" of the REST reference of Azure Storage
/// (versions from 2015-02-21 on, where a length of 0 is signed as nothing).
/// </summary>
internal sealed class SharedKeySignature(string account, byte[] key)
{
    /// <summary>The value of the header Authorization.</summary>
    public string For(HttpRequestMessage request) =>
        $"SharedKey {account}:{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(StringToSign(request))))}";

    /// <summary>What is signed: method, some standard headers, all of Azure's own, and the resource with its query.</summary>
    public string StringToSign(HttpRequestMessage request)
    {
        var text = new StringBuilder();
        var content = request.Content?.Headers;
        void Line(string? value) => text.Append(value).Append('\n');
        Line(request.Method.Method);
        Line(Value(content, "Content-Encoding"));
        Line(Value(content, "Content-Language"));
        Line(content?.ContentLength is > 0 and var length ? $"{length}" : "");
        Line(Value(content, "Content-MD5"));
        Line(Value(content, "Content-Type"));
        Line(""); // the date is in x-ms-date
        foreach (var name in new[] { "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range" }) Line(Value(request.Headers, name));
        var own = request.Headers.Where(header => header.Key.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: string.Join(',', header.Value).Trim()))
            .OrderBy(header => header.Name, StringComparer.Ordinal);
        foreach (var (name, value) in own) Line($"{name}:{value}");
        // An emulator has the account in the path as well, so it is there twice.
        text.Append('/').Append(account).Append(request.RequestUri!.AbsolutePath);
        foreach (var (name, value) in Query(request.RequestUri)) text.Append('\n').Append(name).Append(':').Append(value);
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Query(Uri address) =>
        address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Uri.UnescapeDataString(pair[0]).ToLowerInvariant(), Value: pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : ""))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal);

    private static string? Value(HttpHeaders? headers, string name) =>
        headers is not null && headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
