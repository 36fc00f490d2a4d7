using Board.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Server;

/// <summary>The whole server on a real port, with a data folder of its own that goes when it goes.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly WebApplication _app;

    private TestServer(string folder, WebApplication app) => (_folder, _app) = (folder, app);

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public static async Task<TestServer> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("board-test-").FullName;
        string[] args = ["--urls", "http://127.0.0.1:0", "--Board:Data", folder, "--Logging:LogLevel:Default", "None", "--environment", "Production", .. settings];
        var app = await BoardServer.BuildAsync(args);
        await app.StartAsync();
        return new TestServer(folder, app);
    }

    /// <summary>Somebody's browser: its cookies, and pages that are read and filled in.</summary>
    public Visitor Visitor() => new(Address);

    /// <summary>A district with its administrator, who is signed in.</summary>
    public async Task<Visitor> FoundAsync(string email = "dana@example.org")
    {
        var visitor = Visitor();
        var page = await visitor.GetAsync("/setup");
        page = await visitor.SubmitAsync(page, new() { ["District"] = "Linden", ["Name"] = "Dana Whitfield", ["Email"] = email, ["Password"] = Password });
        Assert.Equal("/people", page.Path);
        return visitor;
    }

    public const string Password = "seven green lanterns";

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
