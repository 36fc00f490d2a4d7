using System.Diagnostics;
using System.Globalization;

namespace Board.AppHost;

/// <summary>How a server is started.</summary>
internal static class ServerPlan
{
    /// <param name="number">Counted from 1.</param>
    /// <param name="settings">Where the stores are, as environment variables.</param>
    public static ProcessStartInfo Of(Wanted wanted, Installation installation, int number, Uri address, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [installation.Server, .. wanted.ServerArguments]);
        if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null) start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = address.AbsoluteUri;
        start.Environment["Board__Store"] = wanted.Store;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        if (wanted.Engine == "orleans")
        {
            // Behind the servers' own ports; the first server keeps the list of members.
            start.Environment["Board__Cluster__Port"] = wanted.ClusterPort(number).ToString(CultureInfo.InvariantCulture);
            if (wanted.Servers > 1) start.Environment["Board__Cluster__Primary"] = $"127.0.0.1:{wanted.ClusterPort(1)}";
        }
        if (wanted.Servers > 1) start.Environment["BOARD_DATA"] = Path.Combine(wanted.Folder, $"server{number}");
        else if (wanted.Data is { } data) start.Environment["BOARD_DATA"] = Path.GetFullPath(data);
        return start;
    }
}
