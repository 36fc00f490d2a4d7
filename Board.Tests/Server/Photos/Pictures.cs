using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace Board.Tests.Server.Photos;

/// <summary>Pictures as phones, and as people who mean harm, send them.</summary>
internal static class Pictures
{
    /// <summary>Red at the left, blue at the right.</summary>
    public static byte[] Of(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Red);
            using var blue = new SKPaint { Color = SKColors.Blue };
            canvas.DrawRect(width / 2f, 0, width / 2f, height, blue);
        }
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>The JPEG with an EXIF segment: an orientation, a camera's name and a place.</summary>
    public static byte[] WithExif(byte[] jpeg, ushort orientation)
    {
        // TIFF, little endian: one directory with orientation, make, and a pointer to a GPS directory.
        var tiff = new List<byte>([(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 3, 0]);
        Field(0x010F, 2, 12, 50); // make
        Field(0x0112, 3, 1, orientation);
        Field(0x8825, 4, 1, 62); // GPS
        tiff.AddRange([0, 0, 0, 0]);
        tiff.AddRange("SecretCamera"u8);
        tiff.AddRange([1, 0]);
        Field(0x001D, 2, 11, 80);
        tiff.AddRange([0, 0, 0, 0]);
        tiff.AddRange("2026:11:17\0"u8);
        byte[] payload = [.. "Exif\0\0"u8, .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(payload.Length + 2));
        return [0xFF, 0xD8, 0xFF, 0xE1, .. length, .. payload, .. jpeg[2..]];

        void Field(ushort tag, ushort type, uint count, uint value)
        {
            Span<byte> field = stackalloc byte[12];
            BinaryPrimitives.WriteUInt16LittleEndian(field, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(field[2..], type);
            BinaryPrimitives.WriteUInt32LittleEndian(field[4..], count);
            BinaryPrimitives.WriteUInt32LittleEndian(field[8..], value);
            tiff.AddRange(field);
        }
    }

    /// <summary>A PNG of a few bytes that says it is that large.</summary>
    public static byte[] Claiming(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(new byte[1_000]);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        byte[] content = [.. type, .. data];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(content));
        return [.. length, .. content, .. check];
    }

    private static uint Crc(byte[] content)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in content)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
