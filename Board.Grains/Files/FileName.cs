using Board.Spaces;

namespace Board.Files;

/// <summary>
/// Names of files: lower-case ASCII letters, digits and hyphens, at most <see cref="MaxLength"/> of them, made by the server.
/// So they are safe in a URL, a blob's name and a log, and say nothing of what is in them.
/// </summary>
public static class FileName
{
    public const int MaxLength = 64;

    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaxLength } && name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <summary>What every store refuses before it looks at its medium: bugs of the caller, so they throw at once.</summary>
    internal static void Check(SpaceId space, string name)
    {
        Check(space);
        if (!IsValid(name)) throw new ArgumentException("A file's name is made of lower-case letters, digits and hyphens.", nameof(name));
    }

    internal static void Check(SpaceId space)
    {
        if (space.Key is null) throw new ArgumentException("A file belongs to a space; the default id names none.", nameof(space));
    }

    internal static void Check(SpaceId space, string name, StoredFile file)
    {
        Check(space, name);
        ArgumentNullException.ThrowIfNull(file);
        if (file.Content.Length > StoredFile.MaxLength) throw new ArgumentException("The file is larger than a store keeps.", nameof(file));
        if (file.ContentType.Length is 0 or > StoredFile.MaxContentTypeLength || !file.ContentType.All(char.IsAscii))
            throw new ArgumentException("The file has no proper media type.", nameof(file));
    }
}
