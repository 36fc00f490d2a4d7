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

    /// <summary>"Tests name the rule they prove" (ARCHITECTURE.md): alone, or in a range such as "RUN1 to RUN3".</summary>
    [Fact]
    public void Every_rule_of_the_specification_is_named_by_a_test()
    {
        var tests = string.Concat(
            from folder in new[] { "Board.Tests", Path.Combine("Board.Client", "tests") }
            from pattern in new[] { "*.cs", "*.ts" }
            from file in Directory.EnumerateFiles(Path.Combine(Root(), folder), pattern, SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules")
            select File.ReadAllText(file));
        var named = Rule().Matches(tests).Select(match => match.Value).ToHashSet();
        foreach (Match range in Range().Matches(tests))
        {
            for (var n = Number(range, 2); n <= Number(range, 4); n++) named.Add($"{range.Groups[1].Value}{n}");
        }
        var rules = Declared().Matches(File.ReadAllText(Path.Combine(Root(), "SPEC.md"))).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(rules);
        Assert.Equal([], rules.Except(named));

        static int Number(Match range, int group) => int.Parse(range.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<![A-Za-z])[A-Z]{2,}[0-9]+")]
    private static partial Regex Rule();

    [GeneratedRegex(@"\b([A-Z]{2,})([0-9]+) to ([A-Z]{2,})([0-9]+)\b")]
    private static partial Regex Range();

    [GeneratedRegex(@"^- \*\*([A-Z]{2,}[0-9]+)\*\*", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
