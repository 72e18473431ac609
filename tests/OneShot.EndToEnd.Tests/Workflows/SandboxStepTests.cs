using YamlDotNet.RepresentationModel;

namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>
/// The action's step that brings the sandbox's parts, by itself: the shell runs it as a runner does, its programs are
/// these.
/// </summary>
public sealed class SandboxStepTests : IDisposable
{
    private const string Apt = "apt-get update, apt-get install -y --no-install-recommends bubblewrap socat";
    private const string Namespaces = "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";

    private readonly TempFolder _folder = new("sandbox-step");

    [Theory]
    [InlineData("", "echo 1", "", "true", 0, $"{Apt}, {Namespaces}")]
    [InlineData("", "exit 255", "", "true", 0, Apt)] // a kernel that does not forbid namespaces is left as it is
    [InlineData("", "echo 1", "apt-get", "true", 3, "apt-get update")]
    [InlineData("", "echo 1", "sysctl", "true", 3, $"{Apt}, {Namespaces}")]
    [InlineData("", "echo 1", "", "exit 1", 3, $"{Apt}, {Namespaces}")]
    [InlineData("none", "echo 1", "", "true", 0, "")]
    public void What_can_not_be_had_is_an_error_line(
        string sandbox,
        string sysctl,
        string fails,
        string bwrap,
        int exitCode,
        string asked
    )
    {
        if (!OperatingSystem.IsLinux())
            return;
        Program("sudo", $"echo \"$*\" >> '{_folder["sudo"]}'; [ \"$1\" != \"{fails}\" ]");
        Program("sysctl", sysctl);
        Program("bwrap", bwrap);
        var script = _folder.Write("step.sh", Step["run"].ToString());
        var environment = new Dictionary<string, string?>
        {
            ["ONESHOT_SANDBOX"] = sandbox,
            ["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        foreach (var (name, value) in ((YamlMappingNode)Step["env"]).Children)
            environment[$"{name}"] = $"{value}";
        string[] bash = ["--noprofile", "--norc", "-eo", "pipefail", script];
        var outcome = Launch.Run(_folder.Path, environment, "bash", bash);
        outcome.ExitCode.ShouldBe(exitCode, outcome.All);
        (File.Exists(_folder["sudo"]) ? string.Join(", ", File.ReadAllLines(_folder["sudo"])) : "").ShouldBe(asked);
        var line = "::error title=OneShot::The sandbox's parts can't be had on this runner";
        outcome.Output.Contains(line, StringComparison.Ordinal).ShouldBe(exitCode != 0, outcome.All);
    }

    /// <summary>The next step decides whether an agent may start all the same.</summary>
    [Fact]
    public void A_failure_of_it_ends_no_job() => Step["continue-on-error"].ToString().ShouldBe("true");

    public void Dispose() => _folder.Dispose();

    private static YamlMappingNode Step { get; } = Load();

    private static YamlMappingNode Load()
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Repository.Root, ".github/actions/oneshot/action.yml"));
        stream.Load(reader);
        return stream
            .Documents[0]
            .RootNode.AllNodes.OfType<YamlMappingNode>()
            .Single(node =>
                node.Children.ContainsKey("run") && $"{node["run"]}".Contains("bwrap", StringComparison.Ordinal)
            );
    }

    private void Program(string name, string script)
    {
        _folder.Executable("bin/" + name, $"#!/bin/sh\n{script}\n");
    }
}
