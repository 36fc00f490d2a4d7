namespace Board.Server.Hosting;

internal static class Health
{
    /// <summary>Says that the server answers, to balancers and to pages that wait for it; nothing more.</summary>
    public static void MapHealth(this WebApplication app) =>
        app.MapGet("/health", () => Results.Text("ok")).AllowAnonymous().ShortCircuit();
}
