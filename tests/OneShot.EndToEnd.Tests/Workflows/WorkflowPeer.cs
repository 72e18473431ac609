using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneShot.EndToEnd.Tests.Workflows;

/// <summary>This repository's workflows, run as GitHub would run them, on the GitHub of the tests.</summary>
public sealed class WorkflowPeer : IDisposable
{
    private static readonly string GitHub = Path.Combine(Repository.Root, ".github");
    private int _runs;

    public WorkflowPeer()
    {
        var files = Directory.GetFiles(GitHub, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText);
        Peer = new PeerRepository(files[".github/workflows/one-shot.yml"], files: files);
        User = Peer.Clone("user");
    }

    public PeerRepository Peer { get; }

    public GitRepo User { get; }

    public Dictionary<string, string> Variables { get; } = [];

    public Dictionary<string, string> Secrets { get; } = [];

    public string Trunk => Peer.Bare.Git("rev-parse", Peer.Trunk);

    /// <summary>Dispatches as a user does.</summary>
    public JsonObject Dispatch(string prompt, params string[] more)
    {
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Build", "debug", "Build.dll");
        var outcome = Launch.Run(User.Path, Peer.Environment, "dotnet", [program, "--target=OneShot", $"--prompt={prompt}", .. more]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        return Peer.Runs[^1]!["inputs"]!.AsObject();
    }

    /// <summary>Runs a workflow with a script as the agent.</summary>
    public WorkflowResult Run(JsonObject inputs, string script = "exit 9", string workflow = "one-shot.yml", object? cancel = null, WorkflowResult? previous = null, string? rerun = null)
    {
        var agent = Peer.Folder.Write("agent.sh", "set -e\ncat > /dev/null\n" + script + "\n");
        var bin = Peer.Folder.Write("bin/dotnet", Dotnet());
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(bin, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var id = Peer.Runs.LastOrDefault()?["id"]?.ToString() ?? "1";
        var config = JsonSerializer.Serialize(new
        {
            root = Directory.CreateDirectory(Peer.Folder[$"run-{++_runs}"]).FullName,
            repository = new { full_name = Peer.FullName, server_url = Peer.Url, api_url = Peer.Api, graphql_url = Peer.Api + "/graphql", directory = Peer.Bare.Path },
            workflow = ".github/workflows/" + workflow,
            sha = Trunk,
            ref_name = Peer.Trunk,
            actor = "octo-cat",
            run_id = id,
            inputs,
            vars = Variables,
            secrets = Secrets,
            environment = new Dictionary<string, string> { ["ONESHOT_AGENT_COMMAND"] = $"sh '{agent}'", ["GIT_CONFIG_GLOBAL"] = "/dev/null" },
            path = $"{Path.GetDirectoryName(bin)}:{Environment.GetEnvironmentVariable("PATH")}",
            cancel,
            previous = previous?.Jobs,
            rerun,
        });
        var outcome = Launch.RunWithInput(Path.Combine(Repository.Root, "tests", "peers", "workflows"), null, config, "node", "run.mjs");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        return new WorkflowResult(JsonNode.Parse(outcome.Output)!.AsObject());
    }

    public void Dispose() => Peer.Dispose();

    // Building the program is the same every time and slow: one test does it for real, the others get what this test run is built from.
    private static string Dotnet() => $"""
        #!/bin/sh
        if [ "$1" != publish ]; then exec "{Path.Combine(Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetDirectoryName(Environment.ProcessPath)!, "dotnet")}" "$@"; fi
        while [ "$1" != --output ]; do shift; done
        mkdir -p "$2" && cp -r "{Path.Combine(Repository.Root, "artifacts", "bin", "Build", "debug")}/." "$2"
        """;
}
