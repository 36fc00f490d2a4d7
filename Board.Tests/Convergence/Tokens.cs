using Board.Grains;
using Board.Spaces;

namespace Board.Tests.Convergence;

/// <summary>The sessions that the servers issued, each bound to a person.</summary>
internal sealed class Tokens
{
    private const string Prefix = "token-";

    private readonly Dictionary<string, Person> _issued = [];
    private int _count;

    public string Issue(Person person)
    {
        var session = $"s{++_count}";
        _issued.Add(session, person);
        return session;
    }

    public string? SessionOf(string token, Person person) =>
        token.StartsWith(Prefix, StringComparison.Ordinal) && _issued.TryGetValue(token[Prefix.Length..], out var owner) && owner.Id == person.Id
            ? token[Prefix.Length..]
            : null;

    /// <summary>As when the installation's keys are gone.</summary>
    public void Forget(string session) => _issued.Remove(session);

    public static Frame Welcome(string session, long head) => Frame.Of(writer =>
    {
        writer.WriteString("type"u8, "welcome"u8);
        writer.WriteString("session"u8, session);
        writer.WriteString("token"u8, Prefix + session);
        writer.WriteNumber("head"u8, head);
        writer.WriteBoolean("mayWrite"u8, true);
    });
}
