using Microsoft.AspNetCore.Authentication.Cookies;

namespace Board.Server.Accounts;

/// <summary>
/// Gives the sign-in cookie the prefix <c>__Host-</c> wherever the request came over HTTPS, so that browsers accept it only
/// from this very host, with <c>Secure</c> and for the whole site. Over plain HTTP, as on localhost, browsers refuse the
/// prefix, and the bare name is used; a bare cookie that comes over HTTPS is ignored.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, ForHost(options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, Name(context, key), ForHost(options));

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? $"__Host-{key}" : key;

    private static CookieOptions ForHost(CookieOptions options) => new(options) { Path = "/", Domain = null };
}
