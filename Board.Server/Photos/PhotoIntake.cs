using Board.Files;
using Board.Spaces;
using SkiaSharp;

namespace Board.Server.Photos;

/// <summary>
/// Takes a picture in, whatever a browser says of it. What it is is told by its content; what is kept is drawn anew from its pixels, so that
/// no place, camera, name or hidden content of the file outlives the upload. Pictures made of markup (SVG) are not pictures here.
/// </summary>
internal static class PhotoIntake
{
    /// <summary>The longest side of what is kept, in pixels: a board can be read, a face across the room can't.</summary>
    public const int LongestSide = 2_048;

    /// <summary>The most pixels that are unpacked: a small file can claim to be a huge picture.</summary>
    public const long MostPixels = 60_000_000;

    private const int Quality = 84;
    private const int ThumbnailSide = 320;

    /// <summary>A picture takes up to a quarter of a gigabyte while it is unpacked, and a full room sends 150 at once.</summary>
    private static readonly SemaphoreSlim AtATime = new(Environment.ProcessorCount);

    /// <summary>The same as <see cref="Take"/>, for requests: in turn, as many at a time as the machine has processors.</summary>
    public static async Task<(TakenPhoto? Photo, Refusal? Refusal)> TakeAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        await AtATime.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Take(content.Span), cancellation);
        }
        finally
        {
            AtATime.Release();
        }
    }

    /// <summary>The picture as it is kept, or why it is not.</summary>
    public static (TakenPhoto? Photo, Refusal? Refusal) Take(ReadOnlySpan<byte> content)
    {
        if (content.Length > StoredFile.MaxLength) return (null, TooLarge);
        if (!LooksLikeAPhoto(content)) return (null, NotAPhoto);
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data);
        if (codec is null) return (null, NotAPhoto);
        if (codec.Info.Width < 1 || codec.Info.Height < 1 || (long)codec.Info.Width * codec.Info.Height > MostPixels) return (null, TooLarge);
        using var pixels = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        // A part of a picture is better than none: a phone's upload that was cut off shows what arrived.
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput)) return (null, NotAPhoto);
        using var upright = Upright(pixels, codec.EncodedOrigin, LongestSide);
        using var small = Upright(upright, SKEncodedOrigin.TopLeft, ThumbnailSide);
        return (new TakenPhoto(upright.Width, upright.Height, Encode(upright), Encode(small)), null);
    }

    /// <summary>A picture that this program has made, as it comes back in a file: kept as it is if it holds nothing but the picture, else taken in anew.</summary>
    public static (TakenPhoto? Photo, Refusal? Refusal) Check(byte[] content)
    {
        var (photo, refusal) = Take(content);
        return photo is null ? (null, refusal) : (BareJpeg.Is(content) ? photo with { Jpeg = content } : photo, null);
    }

    /// <summary>JPEG, PNG or WebP, by their first bytes.</summary>
    private static bool LooksLikeAPhoto(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        || content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8);

    /// <summary>Drawn as a person held the camera, on white, no longer than <paramref name="longest"/>.</summary>
    private static SKBitmap Upright(SKBitmap source, SKEncodedOrigin origin, int longest)
    {
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = turned ? (source.Height, source.Width) : (source.Width, source.Height);
        var scale = Math.Min(1f, (float)longest / Math.Max(width, height));
        var target = new SKBitmap(new SKImageInfo(
            Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(target);
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        Turn(canvas, origin, source.Width, source.Height);
        using var image = SKImage.FromBitmap(source);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return target;
    }

    /// <summary>The eight orientations of EXIF, as transformations of what is drawn.</summary>
    private static void Turn(SKCanvas canvas, SKEncodedOrigin origin, float width, float height)
    {
        var matrix = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
        canvas.Concat(in matrix);
    }

    private static byte[] Encode(SKBitmap picture)
    {
        using var data = picture.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    public static readonly Refusal TooLarge = new(
        "too-large", $"This picture is too large (more than {StoredFile.MaxLength / 1024 / 1024} MB, or more than {MostPixels / 1_000_000} megapixels). Nothing was added; try a smaller one.");

    private static readonly Refusal NotAPhoto = new(
        "not-a-photo", "This file is not a photo that can be shown (JPEG, PNG or WebP). Nothing was added; choose another one.");
}

/// <param name="Width">Of <paramref name="Jpeg"/>, in pixels.</param>
/// <param name="Jpeg">The picture as it is kept.</param>
/// <param name="Thumbnail">The same, small, as JPEG.</param>
internal sealed record TakenPhoto(int Width, int Height, byte[] Jpeg, byte[] Thumbnail);
