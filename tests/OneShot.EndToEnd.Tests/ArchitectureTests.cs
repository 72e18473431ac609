using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OneShot.EndToEnd.Tests;

/// <summary>The arrows between the rooms of the house.</summary>
public class ArchitectureTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    public static TheoryData<string, string[]> Arrows => new()
    {
        { "src/OneShot.Core/OneShot.Core.csproj", [] },
        { "src/OneShot/OneShot.csproj", ["OneShot.Core"] },
        { "src/OneShot.Frosting/OneShot.Frosting.csproj", ["OneShot"] },
        { "src/OneShot.Cake/OneShot.Cake.csproj", ["OneShot"] },
        { "src/OneShot.MSBuild/OneShot.MSBuild.csproj", ["OneShot"] },
        { "src/OneShot.Tool/OneShot.Tool.csproj", ["OneShot.Frosting"] },
        { "src/Compat/Cake.Frosting/Cake.Frosting.csproj", [] },
        { "build/Build.csproj", ["OneShot.Frosting", "OneShot.Tool"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_knows_only_the_next_one(string project, string[] known)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, project));
        file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!.Value.Replace('\\', '/'))).ShouldBe(known);
    }

    [Fact]
    public void Every_project_under_src_has_its_arrows_here()
        => Directory.GetFiles(Source, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file)).Except(Arrows.Select(row => (string)row[0])).ShouldBeEmpty();

    [Fact]
    public void The_core_knows_the_base_class_library_only()
    {
        var core = typeof(OneShot.Core.Model.Prompt).Assembly;
        core.GetReferencedAssemblies().Select(name => name.Name!).ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));
        core.GetReferencedAssemblies().Select(name => name.Name!).ShouldNotContain(name => name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.Diagnostics.Process", StringComparison.Ordinal));
        XDocument.Load(Path.Combine(Source, "OneShot.Core", "OneShot.Core.csproj")).Descendants("PackageReference").ShouldBeEmpty();
    }

    [Fact]
    public void The_adapters_know_no_cake()
        => typeof(OneShotSessions).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ShouldNotContain(name => name.StartsWith("Cake", StringComparison.Ordinal) || name.StartsWith("Spectre", StringComparison.Ordinal));

    [Theory]
    [InlineData("OneShot", "Git", new string[] { })]
    [InlineData("OneShot", "GitHub", new string[] { })]
    [InlineData("OneShot", "Terminal", new string[] { })]
    [InlineData("OneShot", "Agents", new string[] { })]
    [InlineData("OneShot", "Clients", new string[] { })]
    [InlineData("OneShot", "Batches", new string[] { })]
    [InlineData("OneShot", "RepositoryFiles", new string[] { })]
    [InlineData("OneShot", "Local", new[] { "Agents", "Git" })]
    public void The_adapters_do_not_know_each_other(string project, string folder, string[] known)
        => Uses(Path.Combine(project, folder), @"\bOneShot\.(Git|GitHub|Terminal|Local|Agents|Batches|RepositoryFiles)\b", folder).Except(known).ShouldBeEmpty();

    [Theory]
    [InlineData("Errors", new string[] { })]
    [InlineData("Text", new string[] { })]
    [InlineData("Failures", new[] { "Errors", "Ports", "Repositories", "Secrets", "Settings", "Storage", "Text" })]
    [InlineData("Judging", new[] { "Errors", "Plans", "Ports", "Runs", "Secrets", "Text" })]
    [InlineData("Secrets", new string[] { })]
    [InlineData("Options", new[] { "Errors", "Judging", "Settings", "Text" })]
    [InlineData("Repositories", new[] { "Branches", "Prompts" })]
    [InlineData("Runs", new[] { "Agents", "Branches", "Errors", "Journals", "Prompts", "Text" })]
    [InlineData("Ports", new[] { "Agents", "Batches", "Branches", "Doctor", "Errors", "Issues", "Jobs", "Judging", "Options", "PullRequests", "Receipts", "Repositories", "Runs", "Secrets", "Settings" })]
    public void Rules_do_not_know_the_steps(string folder, string[] known)
        => Uses(Path.Combine("OneShot.Core", folder), @"\bOneShot\.Core\.(\w+)", folder).Except(known).ShouldBeEmpty();

    private static IEnumerable<string> Uses(string folder, string pattern, string own)
        => Directory.GetFiles(Path.Combine(Source, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Where(line => line.StartsWith("using ", StringComparison.Ordinal)))
            .SelectMany(line => Regex.Matches(line, pattern)).Select(match => match.Groups[1].Value).Where(name => name != own).Distinct();
}
