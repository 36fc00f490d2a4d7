namespace Board.Server.Hosting;

/// <summary>What every answer says about how it may be used.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// Scripts come from files of our own and are never inline. Styles may be inline, since positions and widths of shared
    /// things are set by code; images may be made on the spot (avatars, previews). 'self' covers WebSockets of this host.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        context.Response.OnStarting(KeepPagesOutOfCaches, context.Response);
        return next(context);
    });

    /// <summary>A page is for the one who asked, at that moment; assets say themselves how long they may be kept.</summary>
    private static Task KeepPagesOutOfCaches(object response)
    {
        var (headers, type) = (((HttpResponse)response).Headers, ((HttpResponse)response).ContentType);
        if (type?.StartsWith("text/html", StringComparison.Ordinal) == true) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>Insists on HTTPS where the server has it; on localhost without a certificate there is nothing to insist on.</summary>
    public static void UseHttpsWhereConfigured(this WebApplication app)
    {
        var configuration = app.Configuration;
        var hasHttps = (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Contains("https://", StringComparison.OrdinalIgnoreCase)
            || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpsPortsKey])
            || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any(e => (e["Url"] ?? "").StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        if (!hasHttps) return;
        app.UseHsts();
        app.UseHttpsRedirection();
    }
}
