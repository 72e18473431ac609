using System.Text.RegularExpressions;
using OneShot.EndToEnd.Tests.Pages;
using YamlDotNet.RepresentationModel;

namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>What every change of this repository passes, who raises what is pinned, and the forms for people.</summary>
public sealed partial class OwnRepositoryTests
{
    private static readonly string GitHub = Path.Combine(Repository.Root, ".github");

    // Folders with a package.json whose versions are raised by hand, or by a task of the build.
    private static readonly Dictionary<string, string> RaisedOtherwise = new()
    {
        ["/src/OneShot.Agents/Sandbox/"] = "a research preview that the sandbox is built on: each version is tried",
        ["/src/OneShot.Agents/"] = "RaiseAgents, with recordings",
        ["/tests/peers/npm"] = "two npms of chosen versions",
    };

    public static TheoryData<string> Forms =>
        new(
            Directory
                .GetFiles(Path.Combine(GitHub, "ISSUE_TEMPLATE"), "*.yml")
                .Select(file => Path.GetFileName(file))
                .Where(file => file != "config.yml")
        );

    [Fact]
    public void Every_change_passes_the_readmes_commands()
    {
        var commands = Page.All[0].Blocks.First().Commands.ToArray();
        var jobs = (YamlMappingNode)Load("workflows/ci.yml")["jobs"];
        RunsOf(jobs["linux"]).Intersect(commands).ShouldBe(commands);
        RunsOf(jobs["macos"]).ShouldContain(commands[0]);
        RunsOf(jobs["windows"])
            .ShouldContain(commands[0].Replace("./build.sh", @".\build.ps1", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_change_runs_may_only_read()
    {
        var workflow = Load("workflows/ci.yml");
        foreach (var (name, job) in ((YamlMappingNode)workflow["jobs"]).Children)
            ((YamlMappingNode)job["permissions"])
                .Children.Select(pair => $"{pair.Key}: {pair.Value}")
                .ShouldBe(["contents: read"], $"{name}");
        var text = File.ReadAllText(Path.Combine(GitHub, "workflows", "ci.yml"));
        text.ShouldNotContain("secrets.");
        text.ShouldNotContain("pull_request_target", customMessage: "a fork's change is a stranger's");
    }

    [Fact]
    public void A_release_is_of_a_tag_has_no_secret_and_may_do_what_it_publishes_with()
    {
        var workflow = Load("workflows/release.yml");
        $"{workflow["on"]["push"]["tags"][0]}".ShouldBe("v*");
        var job = workflow["jobs"]["release"];
        ((YamlMappingNode)job["permissions"])
            .Children.Select(pair => $"{pair.Key}: {pair.Value}")
            .ShouldBe(["contents: write", "id-token: write", "attestations: write"]);
        RunsOf(job).ShouldBe(["./build.sh --target=PrepareRelease", "./build.sh --target=Release --exclusive"]);
        File.ReadAllText(Path.Combine(GitHub, "workflows", "release.yml")).ShouldNotContain("secrets.");
    }

    [Fact]
    public void Everything_that_is_pinned_has_somebody_who_raises_it()
    {
        var updates = ((YamlSequenceNode)Load("dependabot.yml")["updates"])
            .Children.Cast<YamlMappingNode>()
            .ToDictionary(update => $"{update["package-ecosystem"]}", update => FoldersOf(update).ToArray());
        updates.Keys.ShouldBe(["nuget", "npm", "github-actions"], ignoreOrder: true);
        updates
            .Values.SelectMany(folders => folders)
            .Where(folder => !Directory.Exists(Repository.Root + folder))
            .ShouldBeEmpty();

        updates["nuget"].ShouldBe(["/"], "all versions are in Directory.Packages.props");
        var packages = Tracked("*package.json")
            .Select(Folder)
            .Where(folder => !RaisedOtherwise.Keys.Any(folder.StartsWith))
            .ToArray();
        updates["npm"].ShouldBe(packages, ignoreOrder: true);
        RaisedOtherwise.Keys.ShouldAllBe(folder => Directory.Exists(Repository.Root + folder));

        // "/" means the folder of the workflows; any other is looked through itself, and not what is below it.
        var actions = Tracked(".github/*.yml", "examples/*.yml")
            .Where(file => Uses().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file))))
            .Select(Folder);
        updates["github-actions"]
            .ShouldBe(
                actions.Select(folder => folder == "/.github/workflows" ? "/" : folder).Distinct(),
                ignoreOrder: true
            );
    }

    // https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests
    // /common-validation-errors-when-creating-issue-forms
    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_is_one_that_GitHub_takes(string file)
    {
        var form = Load("ISSUE_TEMPLATE/" + file);
        form.Children.Keys.Select(key => key.ToString())
            .Except(["name", "description", "body", "title", "labels", "assignees", "projects", "type"])
            .ShouldBeEmpty();
        form["name"].ToString().ShouldNotBeNullOrWhiteSpace();
        form["description"].ToString().ShouldNotBeNullOrWhiteSpace();
        var body = ((YamlSequenceNode)form["body"]).Children.Cast<YamlMappingNode>().ToArray();
        body.ShouldContain(element => element["type"].ToString() != "markdown");
        foreach (var element in body)
        {
            element
                .Children.Keys.Select(key => key.ToString())
                .Except(["type", "id", "attributes", "validations"])
                .ShouldBeEmpty();
            element["type"].ToString().ShouldBeOneOf("markdown", "input", "textarea", "dropdown", "checkboxes");
            var attributes = (YamlMappingNode)element["attributes"];
            var isText = element["type"].ToString() == "markdown";
            element.Children.ContainsKey("id").ShouldBe(!isText);
            attributes[isText ? "value" : "label"].ToString().ShouldNotBeNullOrWhiteSpace();
            if (element["type"].ToString() is not ("dropdown" or "checkboxes"))
                continue;
            var options = ((YamlSequenceNode)attributes["options"]).Children;
            options
                .Select(option => option is YamlMappingNode one ? $"{one["label"]}" : $"{option}")
                .Distinct()
                .Count()
                .ShouldBe(options.Count);
        }

        foreach (var key in new[] { "id", "label" })
        {
            var names = body.Select(element => key == "id" ? element : (YamlMappingNode)element["attributes"])
                .Where(map => map.Children.ContainsKey(key))
                .Select(map => map[key].ToString())
                .ToArray();
            names.Distinct().Count().ShouldBe(names.Length, key);
            if (key == "id")
                names.ShouldAllBe(name => Regex.IsMatch(name, "^[a-zA-Z0-9_-]+$"));
        }
    }

    [Fact]
    public void Who_reports_a_hole_is_sent_to_the_policy()
    {
        Load("ISSUE_TEMPLATE/config.yml")["blank_issues_enabled"].ToString().ShouldBe("false", "each form says it");
        Forms.Count.ShouldBe(2);
        foreach (
            var file in Directory
                .GetFiles(Path.Combine(GitHub, "ISSUE_TEMPLATE"))
                .Append(Path.Combine(GitHub, "pull_request_template.md"))
        )
            File.ReadAllText(file).ShouldContain("SECURITY.md");
    }

    private static IEnumerable<string> RunsOf(YamlNode job) =>
        job
            .AllNodes.OfType<YamlMappingNode>()
            .Where(step => step.Children.ContainsKey("run"))
            .Select(step => step["run"].ToString());

    private static IEnumerable<string> FoldersOf(YamlMappingNode update) =>
        update.Children.TryGetValue("directories", out var folders)
            ? ((YamlSequenceNode)folders).Children.Select(folder => folder.ToString())
            : [update["directory"].ToString()];

    private static string[] Tracked(params string[] patterns) =>
        new GitRepo(Repository.Root)
            .Git(["ls-files", "--cached", "--others", "--exclude-standard", "--", .. patterns])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Folder(string file) => "/" + Path.GetDirectoryName(file)!.Replace('\\', '/');

    private static YamlMappingNode Load(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(GitHub, file));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    [GeneratedRegex(@"uses: \S+@[0-9a-f]{40}", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Uses();
}
