using System.Globalization;
using System.Text;

namespace Board.Log.Azure;

/// <summary>
/// The format of everything in the container, as a number in a small blob beside the logs, so that a program that does not know it
/// leaves all as it is (SPEC.md, LOG9). A container that was used before there was this blob is of format 1.
/// </summary>
internal static class AzureFormat
{
    /// <summary>The format that this program writes.</summary>
    public const int Version = 1;

    /// <summary>The blob's name.</summary>
    public const string Blob = "format";

    /// <summary>Writes the format down where there is none, and makes sure that it is one that this program knows.</summary>
    /// <exception cref="LogUnavailableException">A newer version of the program has written here.</exception>
    /// <exception cref="LogDamagedException">What is written there is no format.</exception>
    public static async Task CheckAsync(BlobContainer container, CancellationToken cancellation)
    {
        var reply = await container.SendAsync(
            new BlobRequest(HttpMethod.Put, Blob)
            {
                Headers = [("x-ms-blob-type", "BlockBlob"), ("If-None-Match", "*")],
                Body = Encoding.ASCII.GetBytes(Version.ToString(CultureInfo.InvariantCulture)),
            },
            cancellation);
        if (reply.Succeeded) return;
        if (!reply.IsConflict) throw BlobFailure.Of(reply.Status, reply.Code);
        reply = await container.SendAsync(new BlobRequest(HttpMethod.Get, Blob), cancellation);
        if (!reply.Succeeded) throw BlobFailure.Of(reply.Status, reply.Code);
        if (!int.TryParse(Encoding.ASCII.GetString(reply.Body.Span), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new LogDamagedException($"The blob \"{Blob}\" in the container is not what Board writes there. Keep the container as it is, and restore a copy.");
        if (version > Version)
        {
            throw new LogUnavailableException(
                $"The container was written by a newer version of this program (format {version}, this one knows {Version}). Nothing is lost: start the newer version, or restore a copy from before it.");
        }
    }
}
