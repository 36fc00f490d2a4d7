using System.Xml.Linq;
using Board.Log.Postgres;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Board.Server.Accounts;

/// <summary>
/// The key ring in the database that servers share, so that cookies, session tokens and forms of one server are good on the others.
/// It is read at the start and once a day; whoever may read the database may read the keys, as with the folder <c>keys</c>.
/// </summary>
internal sealed class PostgresKeys(PostgresDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = new List<XElement>();
        using var command = database.Source.CreateCommand("SELECT xml FROM board.keys ORDER BY id");
        using var rows = command.ExecuteReader();
        while (rows.Read()) elements.Add(XElement.Parse(rows.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.Source.CreateCommand("INSERT INTO board.keys(name, xml) VALUES($1, $2)");
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
