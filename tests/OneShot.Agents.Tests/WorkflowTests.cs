namespace OneShot.Agents.Tests;

/// <summary>
/// The workflow with nothing in it that stands for something else but the runner: the program is
/// built from trunk, the agent installed from npm's cache, and it really plans and implements.
/// </summary>
public sealed class WorkflowTests
{
    [Fact]
    public async Task A_real_agent_makes_a_ready_pull_request()
    {
        using var model = new Model(Model.Works);
        using var github = new WorkflowPeer(Sources(), builds: true);
        foreach (
            var (name, value) in new Dictionary<string, string>
            {
                ["NUGET_PACKAGES"] =
                    Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                    ?? Path.Combine(Repository.UserHome, ".nuget", "packages"),
                ["npm_config_cache"] =
                    Environment.GetEnvironmentVariable("npm_config_cache") ?? Path.Combine(Repository.UserHome, ".npm"),
                // the cache is kept by the registry's address
                ["NPM_CONFIG_USERCONFIG"] = Path.Combine(Repository.UserHome, ".npmrc"),
                ["npm_config_offline"] = "true",
                ["MSBUILDDISABLENODEREUSE"] = "1",
            }
        )
            github.Machine[name] = value;
        github.Variables["ANTHROPIC_BASE_URL"] = model.Url;
        github.Secrets["ANTHROPIC_API_KEY"] = Model.Key;
        var inputs = await github.DispatchAsync("Add a greeting");
        inputs["agent"] = "claude";
        var run = github.Run(inputs);
        run.Conclusion.ShouldBe("success", run.ToString());
        run.Log.ShouldContain("plan| installing claude ", customMessage: "the runner had none");
        run.Log.ShouldNotContain(Model.Key);
        ((bool)github.Peer.Pull(1)["draft"]!).ShouldBeFalse();
        github.Peer.Bare.Git("show", $"{inputs["branch_name"]}:greeting.txt").ShouldBe("hello");
        github.Peer.Comments(1)[^1].ShouldContain("It greets.");
        github.Peer.Comments(1)[^1].ShouldMatch(@"\nCost: \$\d+\.\d\d, \d+ turns, ");
        ((string)github.Peer.Issue(2)["title"]!).ShouldBe("Greet");
    }

    // What is needed of this repository to build its program.
    private static Dictionary<string, string> Sources() =>
        new GitRepo(Repository.Root)
            .Git("ls-files", "--", ".github", "build", "src", "*.props", "*.targets", "global.json", ".editorconfig")
            .Split('\n')
            .Where(file => Path.GetExtension(file) != ".png")
            .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Repository.Root, file)));
}
