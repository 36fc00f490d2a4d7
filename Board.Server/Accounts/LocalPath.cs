namespace Board.Server.Accounts;

/// <summary>Where to go after signing in: a page of this site, or the first one.</summary>
internal static class LocalPath
{
    /// <summary>The path if it is one of this site, so that a link can't send people elsewhere; otherwise the first page.</summary>
    public static string Of(string? path) =>
        path is ['/', ..] && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl) ? path : "/";
}
