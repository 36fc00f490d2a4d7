namespace Board.Log.Azure;

/// <summary>How a request proves that it may: one of the three ways that Azure Storage knows.</summary>
public abstract class BlobAuthorization
{
    private BlobAuthorization()
    {
    }

    /// <summary>Signs each request with the account's key (Shared Key): whoever has it may do everything.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="key">One of its two keys, in base 64.</param>
    /// <exception cref="ArgumentException">The key is not base 64.</exception>
    public static BlobAuthorization SharedKey(string account, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(account);
        var bytes = new byte[(key.Length * 3 / 4) + 3];
        // The key itself stays out of the message.
        if (!Convert.TryFromBase64String(key, bytes, out var length) || length == 0) throw new ArgumentException("The account's key is not base 64.", nameof(key));
        return new ByKey(new SharedKeySignature(account, bytes[..length]));
    }

    /// <summary>Adds a shared access signature to each address. For logs it needs the permissions read, add, create, write, delete and list.</summary>
    /// <param name="query">The signature as the portal gives it, such as <c>sv=…&amp;sig=…</c>, with or without the question mark.</param>
    public static BlobAuthorization SharedAccess(string query)
    {
        ArgumentException.ThrowIfNullOrEmpty(query);
        return new BySignedAddress(query.TrimStart('?'));
    }

    /// <summary>
    /// Sends a token of Microsoft Entra ID with each request; its identity needs the role "Storage Blob Data Contributor".
    /// Azure takes tokens over HTTPS only, and so do we.
    /// </summary>
    /// <param name="token">
    /// Gives a token for <c>https://storage.azure.com/</c>, and is asked before every attempt, so it keeps one until shortly before its end.
    /// On a machine in Azure, GET <c>http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&amp;resource=https://storage.azure.com/</c>
    /// with the header <c>Metadata: true</c> answers with one; elsewhere <c>GetTokenAsync</c> of any credential of Azure.Identity does.
    /// </param>
    public static BlobAuthorization Bearer(Func<CancellationToken, ValueTask<string>> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new ByToken(token);
    }

    /// <summary>Completes a request that is otherwise ready to be sent.</summary>
    internal abstract ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellation);

    private sealed class ByKey(SharedKeySignature signature) : BlobAuthorization
    {
        internal override ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            request.Headers.TryAddWithoutValidation("Authorization", signature.For(request));
            return default;
        }
    }

    private sealed class BySignedAddress(string query) : BlobAuthorization
    {
        internal override ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            var address = new UriBuilder(request.RequestUri!);
            address.Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{query}" : query;
            request.RequestUri = address.Uri;
            return default;
        }
    }

    private sealed class ByToken(Func<CancellationToken, ValueTask<string>> token) : BlobAuthorization
    {
        internal override async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            if (request.RequestUri!.Scheme != Uri.UriSchemeHttps) throw new BlobFailure(BlobFailureKind.Refused, "A token is sent over HTTPS only.");
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {await token(cancellation)}");
        }
    }
}
