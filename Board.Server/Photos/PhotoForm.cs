using Board.Files;
using Board.Spaces;

namespace Board.Server.Photos;

/// <summary>The form that a picture comes in.</summary>
internal static class PhotoForm
{
    /// <summary>Bytes of a request: a file and the form around it.</summary>
    public const long MaxLength = StoredFile.MaxLength + (64 * 1024);

    /// <summary>Reads it; more than an address takes is refused in words, like a picture that is too large.</summary>
    public static async Task<(IFormCollection? Form, Refusal? Refusal)> ReadAsync(HttpContext context)
    {
        try
        {
            return (await context.Request.ReadFormAsync(context.RequestAborted), null);
        }
        catch (BadHttpRequestException tooMuch) when (tooMuch.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, PhotoIntake.TooLarge);
        }
    }

    /// <summary>The bytes of the file in it.</summary>
    public static async Task<ReadOnlyMemory<byte>> ContentAsync(IFormFile file, CancellationToken cancellation)
    {
        var content = new MemoryStream((int)Math.Min(file.Length, StoredFile.MaxLength + 1));
        await file.CopyToAsync(content, cancellation);
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
