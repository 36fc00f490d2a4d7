using System.Data.Common;

namespace Board.Log.Azure;

/// <summary>Where an account's blobs are, and how requests to it are authorized.</summary>
/// <param name="Endpoint">Such as <c>https://board.blob.core.windows.net/</c>, or an emulator's with the account in its path.</param>
/// <param name="Authorization">The proof that we may.</param>
public sealed record BlobAccount(Uri Endpoint, BlobAuthorization Authorization)
{
    /// <summary>The account that every emulator has (Microsoft's documentation); no secret.</summary>
    private const string Development =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1";

    private const string Usual = "core.windows.net";

    /// <summary>
    /// Reads a connection string as the portal gives it, with the account's key (<c>AccountKey</c>) or a shared access signature
    /// (<c>SharedAccessSignature</c>); <c>UseDevelopmentStorage=true</c> is an emulator on its usual port.
    /// </summary>
    /// <exception cref="LogUnavailableException">It can't be used. The message tells what is missing, and nothing of what is there.</exception>
    public static BlobAccount Parse(string connection)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connection;
            if (Part("UseDevelopmentStorage") is "true" or "True") parts.ConnectionString = Development;
            var account = Part("AccountName");
            var endpoint = Part("BlobEndpoint")
                ?? (account is null ? null : $"{Part("DefaultEndpointsProtocol") ?? "https"}://{account}.blob.{Part("EndpointSuffix") ?? Usual}");
            if (endpoint is null || !Uri.TryCreate(endpoint.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw Unusable("it names neither AccountName nor a BlobEndpoint that is an address");
            if (Part("SharedAccessSignature") is { } signature) return new BlobAccount(address, BlobAuthorization.SharedAccess(signature));
            if (account is null || Part("AccountKey") is not { } key) throw Unusable("it has neither AccountName and AccountKey nor SharedAccessSignature");
            return new BlobAccount(address, BlobAuthorization.SharedKey(account, key));
        }
        catch (ArgumentException)
        {
            throw Unusable("it is not made of names and values, or its key is not base 64");
        }

        string? Part(string name) => parts.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;
    }

    private static LogUnavailableException Unusable(string why) =>
        new($"The connection string of Azure Storage can't be used: {why}. Copy it anew from the portal (the storage account, Access keys).");
}
