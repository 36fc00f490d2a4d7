using Board.Server.Accounts;
using Board.Server.Hosting;

namespace Board.Server.Demo;

internal static class DemoEndpoints
{
    /// <summary>Opening, stepping in and deleting; nothing of it exists where the demo is off.</summary>
    public static void MapDemo(this WebApplication app)
    {
        if (app.Services.GetRequiredService<BoardSettings>().Demo != true) return;

        app.MapFormPost("/demo/open", async (context, _) =>
        {
            await context.RequestServices.GetRequiredService<DemoDistrict>().OpenAsync(context.RequestAborted);
            return "/demo";
        });
        app.MapFormPost("/demo/step-in", async (context, form) =>
        {
            var (demo, desk) = (context.RequestServices.GetRequiredService<DemoDistrict>(), context.RequestServices.GetRequiredService<SignInDesk>());
            if (await demo.StepInAsync(form["person"].ToString(), context.RequestAborted) is not { } account) return "/demo";
            await desk.OpenAsync(account, stay: false);
            return "/";
        });
        app.MapFormPost("/demo/delete", async (context, _) =>
        {
            await context.RequestServices.GetRequiredService<DemoDistrict>().DeleteAsync(CancellationToken.None); // once begun, to its end
            await context.RequestServices.GetRequiredService<SignInDesk>().SignOutAsync();
            return "/";
        });
    }
}
