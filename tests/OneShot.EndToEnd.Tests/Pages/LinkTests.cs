using System.Text.RegularExpressions;

namespace OneShot.EndToEnd.Tests.Pages;

/// <summary>Whoever follows a link in a page arrives: in this repository, without a network.</summary>
public sealed partial class LinkTests
{
    private static readonly HashSet<string> Tracked =
    [
        .. new GitRepo(Repository.Root)
            .Git("ls-files", "--cached", "--others", "--exclude-standard")
            .Split('\n')
            .Where(file => File.Exists(Path.Combine(Repository.Root, file))),
    ];

    [Fact]
    public void Every_link_leads_to_a_file_of_the_repository_and_to_a_heading_of_it() =>
        Page
            .All.SelectMany(page =>
                page.Links.Select(link => (page.File, link.Line, link.Target, Fault: FaultOf(page, link.Target)))
            )
            .Where(link => link.Fault is not null)
            .Select(link => $"{link.File}:{link.Line}: {link.Target}: {link.Fault}")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("none.md", "is not there")]
    [InlineData("docs/Security.md", "is not there")]
    [InlineData("docs/security.md#no-such-heading", "has no such heading")]
    [InlineData("#no-such-heading", "has no such heading")]
    [InlineData("../elsewhere.md", "leads out of the repository")]
    [InlineData("/docs/security.md", "begins at the top of a server")]
    [InlineData("http://example.com/", "is read by everybody on the way")]
    [InlineData("docs/security.md#which-hosts", null)]
    [InlineData("examples/frosting", null)]
    [InlineData("docs/images/report.png", null)]
    [InlineData("https://example.com/page#part", null)]
    public void It_is_known_what_is_wrong_with_a_link(string target, string? fault) =>
        FaultOf(Page.All.Single(page => page.File == "README.md"), target).ShouldBe(fault);

    [Fact]
    public void The_readme_leads_to_every_page()
    {
        var readme = Page.All[0];
        readme.File.ShouldBe("README.md");
        var linked = readme.Links.Select(link => link.Target.Split('#')[0]).ToHashSet();
        Page.All.Select(page => page.File)
            .Where(file => Regex.IsMatch(file, @"^(docs/)?[^/]+\.md$") && file != "README.md")
            .Except(linked)
            .ShouldBeEmpty();
        var decisions = Page
            .All.Single(page => page.File == "docs/adr/README.md")
            .Links.Select(link => "docs/adr/" + link.Target);
        Page.All.Select(page => page.File)
            .Where(file => file.StartsWith("docs/adr/0", StringComparison.Ordinal))
            .Except(decisions)
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_packages_page_has_no_link_into_the_repository() =>
        Page
            .All.Where(page => page.File.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(page => page.Links)
            .Select(link => link.Target)
            .ShouldAllBe(
                target => target.StartsWith("https://", StringComparison.Ordinal),
                "who reads it has the package only"
            );

    /// <summary>These pages name files by their whole paths, so that a move breaks none of them unseen.</summary>
    [Fact]
    public void Every_path_that_a_page_for_contributors_names_is_there()
    {
        var named = Page
            .All.Where(page =>
                page.File is "CONTRIBUTING.md" or "SECURITY.md" or "docs/architecture.md"
                || page.File.StartsWith("docs/adr/", StringComparison.Ordinal)
            )
            .SelectMany(page =>
                NamedPath().Matches(page.Text).Select(match => (page.File, Path: match.Groups["path"].Value))
            )
            .ToArray();
        named.Length.ShouldBeGreaterThan(20);
        named.Where(one => !Tracked.Contains(one.Path) && !IsFolder(one.Path.TrimEnd('/'))).ShouldBeEmpty();
    }

    private static string? FaultOf(Page page, string target)
    {
        if (target.StartsWith("https://", StringComparison.Ordinal))
            return null;
        if (target.StartsWith("http://", StringComparison.Ordinal))
            return "is read by everybody on the way";
        if (target.StartsWith('/'))
            return "begins at the top of a server";
        var (path, anchor) = target.Split('#') is [var file, var heading] ? (file, heading) : (target, null);
        var folders = (Path.GetDirectoryName(page.File) ?? "")
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .ToList();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".")
                continue;
            if (part != "..")
                folders.Add(part);
            else if (folders.Count == 0)
                return "leads out of the repository";
            else
                folders.RemoveAt(folders.Count - 1);
        }

        var whole = path.Length == 0 ? page.File : string.Join('/', folders);
        if (anchor is null)
            return Tracked.Contains(whole) || IsFolder(whole) ? null : "is not there";
        if (Page.All.SingleOrDefault(one => one.File == whole) is not { } other)
            return "is not there";
        return other.Anchors.Contains(anchor) ? null : "has no such heading";
    }

    private static bool IsFolder(string path) =>
        Tracked.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

    [GeneratedRegex(
        @"`(?<path>(?:src|tests|build|docs|examples|\.github|\.ci)/[^`\s*…]*)`",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex NamedPath();
}
