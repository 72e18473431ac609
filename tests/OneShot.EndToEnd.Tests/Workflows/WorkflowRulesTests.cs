using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneShot.Testing.Scaffolding;
using YamlDotNet.RepresentationModel;

namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>
/// What holds for every workflow and action of ours, whatever they do: who reads them must not have to trust.
/// </summary>
public sealed partial class WorkflowRulesTests
{
    private static readonly string GitHub = Path.Combine(Repository.Root, ".github");

    // Workflows and actions; what else GitHub reads here runs nothing.
    private static IEnumerable<string> Programs =>
        new[] { "workflows", "actions" }.SelectMany(folder =>
            Directory.GetFiles(Path.Combine(GitHub, folder), "*.yml", SearchOption.AllDirectories)
        );

    public static TheoryData<string> Workflows =>
        new(Directory.GetFiles(Path.Combine(GitHub, "workflows")).Select(file => Path.GetFileName(file)));

    [Fact]
    public void GitHubs_own_parser_and_actionlint_find_nothing()
    {
        var peer = Path.Combine(Repository.Root, "tests", "peers", "workflows");
        var outcome = Launch.Run(peer, null, "node", ["check.mjs", .. Programs]);
        outcome.Output.Trim().ShouldBe("[]", outcome.All);
    }

    [Fact]
    public void Nor_in_those_that_hand_secrets_to_what_verifies()
    {
        using var folder = new TempFolder("scaffold");
        var files = ScaffoldedFiles
            .For(ScaffoldedFiles.Usual with { VerifySecrets = ["FEED_TOKEN", "GITHUB_TOKEN"] })
            .Where(file => file.Key.StartsWith(".github/", StringComparison.Ordinal))
            .Select(file => folder.Write(file.Key, file.Value))
            .ToArray();
        var peer = Path.Combine(Repository.Root, "tests", "peers", "workflows");
        var outcome = Launch.Run(peer, null, "node", ["check.mjs", .. files]);
        outcome.Output.Trim().ShouldBe("[]", outcome.All);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Nothing_is_allowed_that_a_job_does_not_name(string file)
    {
        var workflow = Load(file);
        ((YamlMappingNode)workflow["permissions"]).Children.ShouldBeEmpty();
        foreach (var (name, job) in JobsOf(workflow))
        {
            job.Children.ShouldContainKey("permissions", $"{name} names what it may do");
            if (job.Children.ContainsKey("uses"))
                job["secrets"].ShouldBeOfType<YamlMappingNode>("secrets are passed by name");
            else
                job.Children.ShouldContainKey("timeout-minutes", $"{name} has a limit");
        }
    }

    [Theory]
    [InlineData("plan", "one-shot.yml")]
    [InlineData("implement", "plan-implement.yml")]
    public void An_agents_job_only_reads_and_has_no_token(string job, string file)
    {
        var agent = JobsOf(Load(file)).Single(one => one.Name == job).Job;
        ((YamlMappingNode)agent["permissions"])
            .Children.ShouldHaveSingleItem()
            .ShouldBe(new KeyValuePair<YamlNode, YamlNode>("contents", "read"));
        TextOf(agent).ShouldNotContain("github.token");
        TextOf(agent).ShouldNotContain("ONESHOT_TOKEN");
        TextOf(agent).ShouldNotContain("GH_TOKEN");
    }

    [Theory]
    [InlineData("plan", "one-shot.yml")]
    [InlineData("implement", "plan-implement.yml")]
    public void After_an_agent_its_job_runs_nothing_that_it_could_have_written(string job, string file)
    {
        Load(file)["env"]["DOTNET_EnableDiagnostics"].ToString().ShouldBe("0");
        var steps = ((YamlSequenceNode)JobsOf(Load(file)).Single(one => one.Name == job).Job["steps"])
            .Children.Cast<YamlMappingNode>()
            .ToArray();
        var agents = Array.FindIndex(
            steps,
            step => TextOf(step).Contains("secrets.ANTHROPIC_API_KEY", StringComparison.Ordinal)
        );
        steps[agents]
            ["run"]
            .ToString()
            .ShouldStartWith("exec dotnet ", customMessage: "the shell reads its script while it runs");
        steps[(agents + 1)..].ShouldHaveSingleItem()["uses"].ToString().ShouldStartWith("actions/upload-artifact@");
    }

    [Fact]
    public void A_key_reaches_one_agent_and_a_token_no_step_that_builds()
    {
        foreach (var file in new[] { "one-shot.yml", "plan-implement.yml" })
        {
            foreach (var step in StepsOf(Load(file)).Where(step => step.Children.ContainsKey("env")))
            {
                foreach (
                    var (name, value) in ((YamlMappingNode)step["env"]).Children.Where(pair =>
                        pair.Value.ToString().Contains("secrets.", StringComparison.Ordinal)
                        && pair.Key.ToString() is not ("GH_TOKEN" or "ONESHOT_BUILT_IN_TOKEN")
                    )
                )
                    value
                        .ToString()
                        .ShouldMatch(
                            $@"^\$\{{\{{ contains\(fromJSON\('\[.*\]'\), needs\.\w+\.outputs\.agent\) && secrets\.{name} \|\| '' \}}\}}$"
                        );
                if (step.Children.ContainsKey("uses"))
                    TextOf(step["env"]).ShouldNotContain("GH_TOKEN");
            }

            foreach (var (name, job) in JobsOf(Load(file)).Where(one => one.Job.Children.ContainsKey("env")))
                TextOf(job["env"]).ShouldNotContain("TOKEN", customMessage: name);
        }
    }

    [Fact]
    public void The_token_of_ones_own_reaches_only_jobs_that_run_no_code_of_the_repository() =>
        JobsOf(Load("plan-implement.yml"))
            .Where(one =>
                TextOf(one.Job)
                    .Replace("secrets.ONESHOT_TOKEN == ''", "whether there is one", StringComparison.Ordinal)
                    .Contains("secrets.ONESHOT_TOKEN", StringComparison.Ordinal)
            )
            .Select(one => one.Name)
            .ShouldBe(["deliver", "conclude"]);

    [Fact]
    public void The_caller_grants_all_that_the_called_jobs_need()
    {
        var needed = JobsOf(Load("plan-implement.yml"))
            .SelectMany(one => ((YamlMappingNode)one.Job["permissions"]).Children)
            .Where(pair => pair.Value.ToString() == "write")
            .Select(pair => pair.Key.ToString())
            .ToHashSet();
        var granted = (YamlMappingNode)
            JobsOf(Load("one-shot.yml")).Single(one => one.Name == "implement").Job["permissions"];
        granted
            .Children.Where(pair => pair.Value.ToString() == "write")
            .Select(pair => pair.Key.ToString())
            .ShouldBe(needed, ignoreOrder: true);
    }

    [Fact]
    public void No_shell_line_holds_an_expression_and_every_action_is_pinned()
    {
        foreach (var file in Directory.GetFiles(GitHub, "*.yml", SearchOption.AllDirectories))
        {
            foreach (var step in StepsOf(Root(file)))
            {
                if (step.Children.TryGetValue("run", out var run))
                    run.ToString().ShouldNotContain("${{", customMessage: file);
                if (!step.Children.TryGetValue("uses", out var uses))
                    continue;
                uses.ToString().ShouldMatch(@"^\./|@[0-9a-f]{40}$", file);
                uses.ToString()
                    .ShouldNotContain("cache", Case.Insensitive, "nothing is saved that an agent could have changed");
                if (uses.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal))
                    step["with"]["persist-credentials"].ToString().ShouldBe("false");
            }
        }
    }

    [Fact]
    public void Every_action_runs_on_a_Node_that_the_runners_still_have()
    {
        var pins = JsonNode
            .Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "peers", "workflows", "pins.json")))!
            .AsObject();
        var files = new[] { ".github", "examples" }.SelectMany(folder =>
            Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.yml", SearchOption.AllDirectories)
        );
        var used = files
            .SelectMany(file => Uses().Matches(File.ReadAllText(file)))
            .Select(match => (Action: match.Groups["action"].Value, Version: match.Groups["version"].Value))
            .Distinct()
            .ToArray();
        used.ShouldNotBeEmpty();
        foreach (var (action, version) in used)
        {
            pins.ShouldContainKey(action, "its inputs are looked up");
            ((string)pins[action]!["version"]!).ShouldBe(version, action);
            ((int)pins[action]!["node"]!).ShouldBeGreaterThanOrEqualTo(24, action);
        }
    }

    [Fact]
    public void What_jobs_hand_over_is_kept_as_long_as_it_is_likely_to_be_asked_for_again_and_no_longer()
    {
        var uploads = Directory
            .GetFiles(GitHub, "*.yml", SearchOption.AllDirectories)
            .SelectMany(file => StepsOf(Root(file)))
            .Where(step =>
                step.Children.TryGetValue("uses", out var uses)
                && uses.ToString().StartsWith("actions/upload-artifact@", StringComparison.Ordinal)
            )
            .ToArray();
        uploads.Length.ShouldBe(8);
        uploads.ShouldAllBe(step =>
            step["with"].AllNodes.Contains(new YamlScalarNode("retention-days"))
            && step["with"]["retention-days"].ToString() == "7"
        );
    }

    [Fact]
    public void The_program_is_built_from_trunk_and_nothing_else()
    {
        foreach (
            var (name, job) in new[] { "one-shot.yml", "plan-implement.yml" }
                .SelectMany(file => JobsOf(Load(file)))
                .Where(one => TextOf(one.Job).Contains("Build.csproj", StringComparison.Ordinal))
        )
        {
            name.ShouldBeOneOf("prepare", "cancelled");
            StepsOf(job)
                .Where(step =>
                    step.Children.TryGetValue("uses", out var uses)
                    && uses.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal)
                )
                .ShouldAllBe(step => step["with"]["ref"].ToString() == "${{ github.sha }}");
        }

        // The action itself comes from trunk too, where a job has checked out the branch beside it.
        foreach (
            var step in Directory
                .GetFiles(Path.Combine(GitHub, "workflows"))
                .SelectMany(file => JobsOf(Root(file)))
                .SelectMany(one => StepsOf(one.Job).Select(step => (Step: step, one.Job)))
        )
        {
            if (step.Step.Children.TryGetValue("uses", out var uses) && uses.ToString() == "./.github/actions/oneshot")
                TextOf(step.Job).ShouldNotContain("path: work");
        }
    }

    [GeneratedRegex(@"uses: (?<action>actions/\S+) # (?<version>\S+)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Uses();

    private static YamlMappingNode Load(string workflow) => Root(Path.Combine(GitHub, "workflows", workflow));

    private static YamlMappingNode Root(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(file);
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static IEnumerable<(string Name, YamlMappingNode Job)> JobsOf(YamlMappingNode workflow) =>
        ((YamlMappingNode)workflow["jobs"]).Children.Select(pair => (pair.Key.ToString(), (YamlMappingNode)pair.Value));

    private static IEnumerable<YamlMappingNode> StepsOf(YamlNode node) =>
        node
            .AllNodes.OfType<YamlMappingNode>()
            .Where(map => map.Children.ContainsKey("run") || map.Children.ContainsKey("uses"));

    private static string TextOf(YamlNode node)
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(node)).Save(writer, assignAnchors: false);
        return writer.ToString();
    }
}
