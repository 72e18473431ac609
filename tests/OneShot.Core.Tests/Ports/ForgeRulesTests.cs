using System.Text.RegularExpressions;

namespace OneShot.Core.Tests.Ports;

/// <summary>Nobody but the forges themselves, and who chooses between them, knows which forges there are.</summary>
public partial class ForgeRulesTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    /// <summary>Where a forge's name stands for something else than the question which one it is.</summary>
    private static readonly string[] Others =
    [
        "OneShot/ForgeSelector.cs", // chooses
        "OneShot.Core/Settings/Arguments.cs", // the values of --forge
        "OneShot.Core/Protection/ProtectedKinds.cs", // the kind of .github/
        "OneShot.Core/Secrets/AddressShape.cs", // the end of nobody's address
    ];

    [Fact]
    public void Which_forge_it_is_nobody_asks()
    {
        var lines = Directory
            .GetFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Source, file).Replace('\\', '/'), Lines: File.ReadLines(file)))
            .Where(file => !file.Path.StartsWith("OneShot.GitHub/", StringComparison.Ordinal))
            .Where(file => !file.Path.StartsWith("OneShot.Local/", StringComparison.Ordinal))
            .Where(file => !Others.Contains(file.Path))
            .SelectMany(file => file.Lines.Select(line => (file.Path, Line: line.Trim())))
            .Where(place => !Comment().IsMatch(place.Line) && Question().IsMatch(place.Line));
        lines.ShouldBeEmpty();
    }

    [Fact]
    public void The_exceptions_are_still_there() =>
        Others.Where(path => !Question().IsMatch(File.ReadAllText(Path.Combine(Source, path)))).ShouldBeEmpty();

    // The old question, the names, the address by which a run of this machine can be told, and a look at the type.
    [GeneratedRegex(
        """HasWorkflows|"(local|github)"|StartsWith\("file:|\bis (not )?\w*(GitHub|Local)Forge\b|LocalStore\.Forge"""
    )]
    private static partial Regex Question();

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();
}
