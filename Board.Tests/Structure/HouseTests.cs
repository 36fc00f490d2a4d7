using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Board.Spaces;

namespace Board.Tests.Structure;

/// <summary>What ARCHITECTURE.md says of the house, held.</summary>
public sealed partial class HouseTests
{
    [Fact]
    public void The_pure_core_uses_nothing_but_the_base_library_and_itself()
    {
        var allowed = new Regex(@"^(System|Board\.(Spaces|Surfaces))\b");
        var strays =
            from folder in new[] { "Spaces", "Surfaces" }
            from file in Directory.EnumerateFiles(Path.Combine(Root(), "Board.Grains", folder), "*.cs", SearchOption.AllDirectories)
            from Match line in Using().Matches(File.ReadAllText(file))
            let name = line.Groups[1].Value
            where !allowed.IsMatch(name) || name is "System.IO" or "System.Net.Http" or "System.Data" || name.StartsWith("System.Threading.Tasks", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {name}";
        Assert.Empty(strays);
    }

    [Fact]
    public void Every_declared_op_is_in_the_registry_of_a_space()
    {
        var declared = typeof(SpaceOp).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SpaceOp)) && !type.IsAbstract);
        var registered = SpaceKinds.All.SelectMany(kind => kind.Ops).Select(op => op.Type).ToHashSet();
        Assert.Empty(declared.Where(type => !registered.Contains(type)).Select(type => type.Name));
    }

    [Fact]
    public void Ops_are_sealed_and_their_names_are_kebab_case()
    {
        foreach (var op in SpaceKinds.All.SelectMany(kind => kind.Ops))
        {
            Assert.True(op.Type.IsSealed, op.Type.Name);
            Assert.Matches("^[a-z]+(-[a-z]+)*$", op.Discriminator);
        }
    }

    [Fact]
    public void No_op_carries_a_time_or_an_author_of_its_own()
    {
        var claims =
            from op in SpaceKinds.All.SelectMany(kind => kind.Ops)
            from property in op.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where property.PropertyType == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTime)
                || property.Name is "By" or "Author" or "At" or "Session" or "Sequence"
            select $"{op.Type.Name}.{property.Name}";
        Assert.Empty(claims);
    }

    /// <summary>Else what is pressed in it too early is lost (RUN8).</summary>
    [Fact]
    public void Every_page_with_a_circuit_is_marked_until_its_controls_answer()
    {
        var pages =
            from project in new[] { "Board.Client", "Board.Server" }
            from file in Directory.EnumerateFiles(Path.Combine(Root(), project), "*.razor", SearchOption.AllDirectories)
            let page = File.ReadAllText(file)
            where page.Contains("@rendermode InteractiveServer", StringComparison.Ordinal)
            select (Name: Path.GetFileName(file), Marked: page.Contains("<Waking />", StringComparison.Ordinal));
        Assert.NotEmpty(pages);
        Assert.Empty(pages.Where(page => !page.Marked).Select(page => page.Name));
    }

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
