using System.Text.RegularExpressions;

namespace OneShot.EndToEnd.Tests;

/// <summary>What a stranger would trip over in the repository itself.</summary>
public class HygieneTests
{
    private static readonly string[] Tracked = new GitRepo(Repository.Root)
        .Git("ls-files", "--cached", "--others", "--exclude-standard")
        .Split('\n')
        .Where(file => File.Exists(Path.Combine(Repository.Root, file)))
        .ToArray();

    // The formatter breaks what it can; left are patterns, raw texts and addresses.
    [Fact]
    public void Lines_have_120_columns()
    {
        var lines = Tracked
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => Read(file).Split('\n'))
            .ToArray();
        lines.Count(line => line.Length > 120).ShouldBeLessThan(lines.Length / 200);
    }

    [Fact]
    public void A_public_type_has_a_file_of_its_own() =>
        Tracked
            .Where(file =>
                Regex.IsMatch(file, @"^src/(?!Compat/).*\.cs$")
                && Regex.Count(
                    Read(file),
                    @"^public (?:sealed |static |abstract |partial )*(?:class|record|interface|enum|struct) ",
                    RegexOptions.Multiline
                ) > 1
            )
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() =>
        Matching(@"^(src|build|tests)/.*\.(cs|mjs)$", "TO" + "DO|FIX" + "ME|NotImplemented" + "Exception|Skip *= *\"")
            .ShouldBeEmpty();

    [Fact]
    public void No_address_of_a_registry_and_no_path_of_a_machine_is_tracked()
    {
        Matching(@".", "https?://[^ \"]*(?:registry\\.|nuget\\.org)[^ \"]*/|\"resolved\": *\"http|/(?:root|home)/[a-z]")
            .ShouldBeEmpty();
        Tracked.ShouldNotContain(file => file.EndsWith("NuGet.config", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Versions_are_pinned_in_one_place_and_locked()
    {
        var projects = Tracked
            .Where(file =>
                file.EndsWith(".csproj", StringComparison.Ordinal)
                && !file.StartsWith("examples/", StringComparison.Ordinal)
            )
            .ToArray(); // an example is a repository of its own
        projects.Where(project => Regex.IsMatch(Read(project), "<PackageReference [^>]*Version=")).ShouldBeEmpty();
        projects
            .Where(project =>
                !File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json"))
            )
            .ShouldBeEmpty();
        Regex
            .Matches(Read("Directory.Packages.props"), "Version=\"([^\"]+)\"")
            .Select(match => match.Groups[1].Value)
            .ShouldAllBe(version => Regex.IsMatch(version, @"^(\d+\.\d+\.\d+|\$\(Cake(Frosting)?Version\))$"));
    }

    [Fact]
    public void Scripts_can_be_run() =>
        new GitRepo(Repository.Root)
            .Git("ls-files", "--stage", "--", "build.sh", ".ci/run")
            .Split('\n')
            .ShouldAllBe(line => line.StartsWith("100755", StringComparison.Ordinal));

    private static IEnumerable<string> Matching(string files, string pattern) =>
        Tracked.Where(file =>
            Regex.IsMatch(file, files)
            && !file.EndsWith(".md", StringComparison.Ordinal)
            && Regex.IsMatch(Read(file), pattern)
        );

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));
}
