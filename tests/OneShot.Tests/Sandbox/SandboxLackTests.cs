namespace OneShot.Tests.Sandbox;

/// <summary>Machines that lack a part of the sandbox: what is told, where, with the command that brings it.</summary>
public sealed class SandboxLackTests : IDisposable
{
    private const string Ask =
        "socat - PROXY:127.0.0.1:blocked.example:443,proxyport=3128 </dev/null >/dev/null 2>&1 || true; printf x > "
        + "new.txt";

    private readonly SandboxedRun _run = new();

    [SandboxTheory]
    [InlineData(
        "bwrap",
        "bwrap is not installed (apt-get install -y bubblewrap socat)",
        "The agent ran **without a sandbox**, because bwrap is not installed"
    )]
    [InlineData(
        "socat",
        "socat is not installed (apt-get install -y bubblewrap socat)",
        "in a sandbox **without rules for the network**, because socat is not installed"
    )]
    [InlineData(
        "node",
        "Node.js is not installed (apt-get install -y nodejs npm)",
        "in a sandbox **without rules for the network**, because Node.js is not installed"
    )]
    public void A_weaker_sandbox_is_one_warning_and_a_line_on_the_pull_request(
        string missing,
        string warned,
        string told
    )
    {
        _run.Variables["PATH"] = _run.PathWithout(missing);
        _run.Run("printf x > new.txt").ExitCode.ShouldBe(0);
        var warning = warned.Replace(
            "apt-get",
            Environment.IsPrivilegedProcess ? "apt-get" : "sudo apt-get",
            StringComparison.Ordinal
        );
        _run.Log.Split('\n')
            .Count(line => line.Contains("because " + warning, StringComparison.Ordinal))
            .ShouldBe(1, _run.Log);
        File.ReadAllText(_run["work/.git/oneshot/pulls/1.json"]).ShouldContain(told);
        File.ReadAllText(_run["work/.git/oneshot/pulls/1.html"]).ShouldContain(told.Split('*')[^1]);
    }

    [SandboxTheory]
    [InlineData("bwrap")]
    [InlineData("socat")]
    [InlineData("node")]
    public void Where_one_is_required_nothing_is_made(string missing)
    {
        _run.Variables["PATH"] = _run.PathWithout(missing);
        var outcome = _run.Run("printf x > new.txt", "--sandbox=required");
        outcome.ExitCode.ShouldBe(3);
        outcome.Output.ShouldContain("OS3060");
        outcome.Output.ShouldContain("apt-get install -y");
        _run.Branch.ShouldBeEmpty();
        Directory.Exists(_run["work/.git/oneshot/pulls"]).ShouldBeFalse();
    }

    [SandboxFact]
    public void None_that_was_asked_for_is_told_without_a_warning()
    {
        _run.Run("printf x > new.txt", "--sandbox=none").ExitCode.ShouldBe(0);
        _run.Log.ShouldNotContain("warning");
        File.ReadAllText(_run["work/.git/oneshot/pulls/1.json"]).ShouldContain("The agent ran **without a sandbox**:");
    }

    [SandboxFact]
    public void A_blocked_host_is_told_once_with_the_argument_that_allows_it()
    {
        _run.Run(Ask + "; " + Ask).ExitCode.ShouldBe(0);
        _run.Log.Split('\n')
            .Count(line =>
                line.EndsWith(
                    "warning: the sandbox blocked blocked.example:443: --allow-host=blocked.example:443 allows it",
                    StringComparison.Ordinal
                )
            )
            .ShouldBe(1, _run.Log);
        File.ReadAllText(_run["work/.git/oneshot/pulls/1.json"])
            .ShouldContain("Blocked hosts: `blocked.example:443` (`--allow-host=blocked.example:443` allows them).");
    }

    [SandboxFact]
    public void An_allowed_host_is_not_blocked()
    {
        _run.Run(Ask, "--allow-host=blocked.example:443").ExitCode.ShouldBe(0);
        _run.Log.ShouldNotContain("blocked");
    }

    public void Dispose() => _run.Dispose();
}
