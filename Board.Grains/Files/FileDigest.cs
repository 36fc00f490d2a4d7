using System.Security.Cryptography;
using System.Text;
using Board.Spaces;

namespace Board.Files;

/// <summary>The SHA-256 of a file with its place and its media type, so that none can pass for another.</summary>
internal static class FileDigest
{
    public static byte[] Of(SpaceId space, string name, StoredFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes($"board-file\n{space}\n{name}\n{file.ContentType}\n"));
        hash.AppendData(file.Content.Span);
        return hash.GetHashAndReset();
    }
}
