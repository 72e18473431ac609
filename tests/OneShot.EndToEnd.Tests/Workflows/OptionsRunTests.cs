using System.Text.Json.Nodes;
using OneShot.Testing.Scaffolding;

namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>What was chosen and what trunk's own file says reach both agents' jobs, as GitHub would run them.</summary>
public sealed class OptionsRunTests : IDisposable
{
    private readonly WorkflowPeer _github = new(
        new Dictionary<string, string>(WorkflowPeer.Own)
        {
            [".oneshot/oneshot.yaml"] = "version: 1\nallow-hosts: [a.example, b.example]\n",
        }
    );

    [Fact]
    public void They_hold_in_both_jobs_whatever_the_branch_holds()
    {
        _github.Agent(
            implement: "mkdir -p .oneshot; printf 'version: 1\nallow-hosts: [evil.example]\n' > "
                + ".oneshot/oneshot.yaml; echo new > new.txt"
        );
        var inputs = _github.Dispatch("Add a file", "--agent=command", "--sandbox=auto");
        inputs["options"]!.ToString().ShouldBe("""{"format":1,"sandbox":"auto"}""");
        var clone = _github.Peer.Folder["meddled"];
        var meddle =
            $"git clone -q -b {inputs["branch_name"]} '{_github.Peer.Bare.Path}' '{clone}' && cd '{clone}' && "
            + $"printf 'version: 1\\nallow-hosts: [evil.example]\\n' > .oneshot/oneshot.yaml && git -c "
            + $"user.name=x -c user.email=x@example.com commit -qam Looser && git push -q";
        var run = _github.Run(inputs, new WorkflowAttempt { Meddle = ("plan", meddle) });
        foreach (var job in new[] { "prepare", "plan", "implement/implement" })
            run.Log.Split('\n')
                .ShouldContain(
                    line =>
                        line.StartsWith(job + "|", StringComparison.Ordinal)
                        && line.Contains(
                            "allow-hosts: a.example,b.example (.oneshot/oneshot.yaml on trunk, line 2)",
                            StringComparison.Ordinal
                        ),
                    run.ToString()
                );
        run.Log.ShouldNotContain("allow-hosts: evil.example");
    }

    [Fact]
    public void A_bad_document_ends_the_run_before_an_agent_is_paid()
    {
        _github.Agent();
        var inputs = _github.Dispatch("Add a file", "--agent=command");
        inputs["options"] = """{"format":1,"sandbx":"none $(touch boo)"}""";
        var run = _github.Run(inputs);
        run.Ran.ShouldBe("prepare failure", run.ToString());
        run.Annotations.ShouldContain(line => line.StartsWith("error OS2081: ", StringComparison.Ordinal));
        _github.Peer.Comments(1).Single().ShouldContain("OS2081");
    }

    [Fact]
    public void By_hand_looser_options_than_trunks_file_make_nothing()
    {
        var run = _github.Run(
            new JsonObject
            {
                ["prompt"] = "Add a file",
                ["agent"] = "command",
                ["options"] = """{"format":1,"allow-host":"c.example"}""",
            }
        );
        run.Ran.ShouldBe("prepare failure", run.ToString());
        run.Annotations.ShouldContain(line => line.StartsWith("error OS2087: ", StringComparison.Ordinal));
        _github.Peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public void Workflows_of_an_earlier_OneShotInit_run_as_before()
    {
        var files = new Dictionary<string, string>(WorkflowPeer.Own);
        foreach (var name in new[] { "one-shot.yml", "plan-implement.yml" })
            files[".github/workflows/" + name] = EarlierFiles.Of(name);
        using var earlier = new WorkflowPeer(files);
        earlier.Agent();
        earlier.Npm(); // it knows no variable that does without a sandbox
        var run = earlier.Run(earlier.Dispatch("Add a file", "--agent=command"));
        run.Conclusion.ShouldBe("success", run.ToString());
        ((bool)earlier.Peer.Pull(1)["draft"]!).ShouldBeFalse();
    }

    public void Dispose() => _github.Dispose();
}
