using System.Security.Cryptography;

namespace Board.Grains;

/// <summary>Ids that the server draws: short, unguessable enough not to collide, in the alphabet of space ids.</summary>
public static class SessionId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const string OneOffPrefix = "once";

    /// <summary>A session of an editor, which numbers its ops and may repeat them.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, 12);

    /// <summary>A session of a single op from a page of this server, which nobody repeats after an answer.</summary>
    public static string NewOneOff() => OneOffPrefix + RandomNumberGenerator.GetString(Alphabet, 8);

    /// <summary>A key for a space, a visit, a school: anything that is made once.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Alphabet, 12);

    internal static bool IsOneOff(string session) => session.StartsWith(OneOffPrefix, StringComparison.Ordinal);
}
