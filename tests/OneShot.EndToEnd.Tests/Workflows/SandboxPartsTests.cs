using System.Text.Json.Nodes;

namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>
/// What a runner of GitHub's own is given before an agent works on it: the sandbox's parts while there
/// is a sudo, and the order to start no agent without one. And what the repository's variables say.
/// </summary>
public sealed class SandboxPartsTests : IDisposable
{
    private const string Apt = "apt-get update, apt-get install -y --no-install-recommends bubblewrap socat";
    private const string Namespaces = "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
    private readonly WorkflowPeer _github = new();

    public SandboxPartsTests()
    {
        // What runs in the agents' jobs, and what it is told; the rest of the runner's programs are these.
        var dotnet = File.ReadAllText(_github.Peer.Folder["bin/dotnet"]).Split('\n', 2);
        Program(
            "dotnet",
            $"echo \"$* sandbox=$ONESHOT_SANDBOX hosts=$ONESHOT_ALLOW_HOST\" >> "
                + $"'{_github.Peer.Folder["told"]}'\n{dotnet[1]}"
        );
        Program("sudo", $"[ \"$1\" = -n ] && exit 1\necho \"$*\" >> '{_github.Peer.Folder["sudo"]}'\n");
        Program("bwrap", $"exec {Real("bwrap")} \"$@\"");
        _github.Npm();
        Program("sysctl", "echo 1");
        _github.Agent();
        _github.Variables.Remove("ONESHOT_SANDBOX");
    }

    [SandboxFact]
    public async Task A_runner_of_GitHubs_own_gets_them_before_sudo_is_taken_and_no_agent_starts_without_a_sandbox()
    {
        _github.Variables["ONESHOT_VERIFY_COMMAND"] = "true";
        var run = await RunAsync("github-hosted");
        run.Conclusion.ShouldBe("success", run.ToString());
        Sudo.ShouldBe(
            string.Join(", ", Enumerable.Repeat($"{Apt}, {Namespaces}", 4)),
            "once in each agent's job and in those that verify, and in no other"
        );
        Told("VerifyBaseline").ShouldEndWith("sandbox=required hosts=");
        Told("ValidatePlan").ShouldEndWith("sandbox=required hosts=");
        Told("RunImplementation").ShouldEndWith("sandbox=required hosts=");
        Told("PrepareAgent").ShouldContain("sandbox=required");
        Told("VerifyImplementation").ShouldEndWith("sandbox=required hosts=");
        Told("RegisterPlan").ShouldEndWith("sandbox= hosts=");
        Told("DeliverImplementation").ShouldEndWith("sandbox= hosts=");
    }

    [SandboxFact]
    public async Task Without_one_that_starts_no_agent_does_and_pull_request_and_issue_are_told_why()
    {
        Program("bwrap", "echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1");
        await _github.IssueAsync("Please", "Add a file.");
        var inputs = _github.Dispatch("Add a file", "--agent=command", "--plan-issue=1");
        var run = Run(inputs, "github-hosted");
        run.Annotations.ShouldContain(line =>
            line.StartsWith("error OneShot: The sandbox's parts can't be had", StringComparison.Ordinal)
        );
        run.Ran.ShouldStartWith("prepare success, plan failure");
        foreach (var number in new[] { 1, 2 })
            _github
                .Peer.Comments(number)
                .ShouldContain(
                    text =>
                        text.Contains("OS3060", StringComparison.Ordinal)
                        && text.Contains("setting up uid map: Permission denied", StringComparison.Ordinal),
                    run.ToString()
                );
        Lines("told")
            .ShouldNotContain(
                line => line.Contains("--target=ValidatePlan", StringComparison.Ordinal),
                "the agent's step never began"
            );
    }

    [SandboxFact]
    public async Task A_runner_of_ones_own_is_left_alone()
    {
        _github.Agent(plan: """printf '{"rejected": true, "reason": "x"}' > .impl/plan-result.json""");
        _github.Variables.Remove("ONESHOT_SANDBOX");
        (await RunAsync("self-hosted")).Conclusion.ShouldBe("success");
        Sudo.ShouldBeEmpty();
        Told("ValidatePlan").ShouldEndWith("sandbox= hosts=");
    }

    [Fact]
    public async Task The_repositorys_variables_say_what_else()
    {
        (_github.Variables["ONESHOT_SANDBOX"], _github.Variables["ONESHOT_ALLOW_HOST"]) = ("none", "example.com");
        _github.Variables["ONESHOT_VERIFIED_COMMITS"] = "true";
        var inputs = await _github.DispatchAsync();
        Run(inputs, "github-hosted").Conclusion.ShouldBe("success");
        Sudo.ShouldBeEmpty("nobody needs them");
        Told("ValidatePlan").ShouldEndWith("sandbox=none hosts=example.com");
        Told("RunImplementation").ShouldEndWith("sandbox=none hosts=example.com");
        _github.Peer.Bare.Git("cat-file", "commit", $"{inputs["branch_name"]}").ShouldContain("\ngpgsig ");
    }

    public void Dispose() => _github.Dispose();

    private string Sudo => string.Join(", ", Lines("sudo"));

    private string Told(string task) =>
        Lines("told").Last(line => line.Contains($"--target={task} ", StringComparison.Ordinal));

    private string[] Lines(string file) =>
        File.Exists(_github.Peer.Folder[file]) ? File.ReadAllLines(_github.Peer.Folder[file]) : [];

    private void Program(string name, string script) =>
        _github.Executable("bin/" + name, "#!/bin/sh\n" + script + "\n");

    private static string Real(string program) =>
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists)
        ?? program;

    private async Task<WorkflowResult> RunAsync(string environment) => Run(await _github.DispatchAsync(), environment);

    private WorkflowResult Run(JsonObject inputs, string environment)
    {
        _github.Machine["RUNNER_ENVIRONMENT"] = environment;
        return _github.Run(inputs);
    }
}
