using Board.Spaces;

namespace Board.Server.Photos;

/// <summary>The form that a picture comes in.</summary>
internal static class PhotoForm
{
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
}
