using Microsoft.AspNetCore.HttpOverrides;

namespace Board.Server.Hosting;

internal static class Proxy
{
    /// <summary>
    /// Believes a proxy on this machine about the scheme and the address of who asks, so that cookies are Secure and limits fair
    /// behind one that ends HTTPS. Proxies elsewhere are named in <see cref="BoardSettings.TrustedProxies"/>; nobody else is believed.
    /// </summary>
    public static void UseProxy(this WebApplication app)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedFor };
        foreach (var proxy in app.Services.GetRequiredService<BoardSettings>().TrustedProxies) options.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        app.UseForwardedHeaders(options);
    }
}
