using Board.Spaces;

namespace Board.Server.Hosting;

/// <summary>Refusals as a page gets them over HTTP: a status, and words for a person.</summary>
internal static class Answers
{
    public static readonly Refusal NoFile = new("malformed", "No picture arrived. Choose it again.");

    public static readonly Refusal TooFast = new("too-fast", "That was very much at once. Try again in a moment.", Retry: true);

    public static readonly Refusal ManyPictures = new("too-many-pictures", "These were many pictures at once. Your words are still in the field; add the picture in a few minutes.");

    public static IResult Of(Refusal refusal) => Results.Json(
        new { refusal.Code, refusal.Message, refusal.Retry },
        statusCode: refusal.Code switch
        {
            "closed-door" or "unknown-code" => StatusCodes.Status404NotFound,
            "too-large" => StatusCodes.Status413PayloadTooLarge,
            "too-fast" or "too-many-tries" or "too-many-pictures" => StatusCodes.Status429TooManyRequests,
            _ when refusal.Retry => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status400BadRequest,
        });
}
