using System.Buffers.Binary;

namespace Board.Server.Photos;

/// <summary>
/// Whether a JPEG (ITU-T T.81) holds the picture and nothing else: no application segment but JFIF's, no comment, nothing after its end.
/// </summary>
internal static class BareJpeg
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Comment = 0xFE;
    private const byte Jfif = 0xE0;

    public static bool Is(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])) return false;
        var at = 2;
        while (at + 4 <= content.Length && content[at] == 0xFF)
        {
            var marker = content[at + 1];
            if (marker is Comment or > Jfif and <= 0xEF) return false;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            if (marker == StartOfScan) at = AfterScan(content, at);
            if (at + 2 == content.Length) return content[at] == 0xFF && content[at + 1] == EndOfImage;
        }
        return false;
    }

    /// <summary>Compressed data ends where a marker stands that is neither a stuffed zero nor a restart.</summary>
    private static int AfterScan(ReadOnlySpan<byte> content, int at)
    {
        for (; at + 1 < content.Length; at++)
        {
            if (content[at] == 0xFF && content[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7))) break;
        }
        return at;
    }
}
