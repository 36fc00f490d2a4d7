using System.Reflection;

namespace Board.AppHost;

/// <summary>What the build has left.</summary>
/// <param name="Server">The server's assembly.</param>
/// <param name="Folder">This project's folder, where npm installs what it is asked for.</param>
/// <param name="Engine">The engine that the server was built with.</param>
/// <param name="Stores">The stores that the server understands.</param>
internal sealed record Installation(string Server, string Folder, string Engine, IReadOnlyList<string> Stores)
{
    public static Installation Built()
    {
        var values = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(value => value.Key, value => value.Value!);
        return new Installation(values["ServerAssembly"], values["Folder"], values["GrainEngine"].ToLowerInvariant(), values["Stores"].Split(','));
    }
}
