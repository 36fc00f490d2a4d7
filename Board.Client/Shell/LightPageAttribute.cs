namespace Board.Client.Shell;

/// <summary>
/// A page that needs no circuit: its own script and style sheet (<c>js/{name}.js</c>, <c>{name}.css</c>) are all that is
/// loaded, for phones on bad Wi-Fi and for screens that stay open for days.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LightPageAttribute(string name) : Attribute
{
    public string Name => name;
}
