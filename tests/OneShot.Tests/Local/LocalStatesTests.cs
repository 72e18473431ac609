using OneShot.Tests.Git;

namespace OneShot.Tests.Local;

/// <summary>
/// Clones of repositories that are not plain: the agent finds a whole work tree, and what it made comes back.
/// </summary>
public sealed class LocalStatesTests
{
    [Theory]
    [InlineData("shallow")]
    [InlineData("blobless")]
    [InlineData("treeless")]
    [InlineData("linked worktree")]
    [InlineData("submodule")]
    [InlineData("SHA-256")]
    [InlineData("CRLF")]
    public async Task An_agent_works_in_a_clone_of_it(string state)
    {
        using var peer = new PeerRepository(initOptions: state == "SHA-256" ? ["--object-format=sha256"] : []);
        var repo = state == "SHA-256" ? peer.LocalClone() : RepositoryStates.Make(state, peer);
        var before = Untouched(repo);
        var agent = peer.Folder.Write(
            "agent.sh",
            $"set -e\ncat > /dev/null\ntest \"$(cat src/app.txt)\" = one\nif [ \"$ONESHOT_PHASE\" = plan ]; "
                + $"then\n{PlannerScript.Good}\nelse\nprintf two > src/app.txt; git add -A; git commit -qm Two; "
                + $"printf x > new.txt\nfi\n"
        );
        var settings = new OneShotSettings
        {
            Prompt = "Add a --verbose flag",
            Base = "main",
            Forge = "local",
            Agent = "command",
            Sandbox = "none",
            AgentCommand = $"sh '{agent}'",
        };
        using var session = OneShotVerbs.Create(
            settings,
            new OneShotHost(repo.Path, repo.Path, new RecordingReporter())
            {
                Runner = new InProcessRunner(Variable),
                Variable = Variable,
            }
        );
        var receipt = await Dispatching.WholeAsync(session);
        repo.Git("diff", "--name-only", receipt.Base!, receipt.Branch).Split('\n').ShouldBe(["new.txt", "src/app.txt"]);
        repo.Git("show", receipt.Branch + ":src/app.txt").ShouldBe("two");
        Untouched(repo).ShouldBe(before);
    }

    private static string? Variable(string name) =>
        name is "PATH" or "HOME" ? Environment.GetEnvironmentVariable(name) : null;

    private static Dictionary<string, string> Untouched(GitRepo repo) =>
        repo.Snapshot().Where(file => !file.Key.Contains("oneshot-", StringComparison.Ordinal)).ToDictionary();
}
