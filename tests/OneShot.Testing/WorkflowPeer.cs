using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OneShot.Testing;

/// <summary>
/// A repository with this repository's workflows, run as GitHub would run them, on the GitHub of the tests.
/// </summary>
public sealed class WorkflowPeer : IDisposable
{
    private static readonly string Program = Path.GetDirectoryName(Repository.Program("Build"))!;
    private static readonly Lazy<string> LinkedProgram = new(CopyProgram);
    private readonly string _bin;
    private int _runs;

    /// <summary>Makes the repository.</summary>
    /// <param name="files">What its trunk holds; <see cref="Own"/> if not given.</param>
    /// <param name="builds">Whether the first job really builds the program. That is the same every
    /// time and slow: few tests do it, the others get what this test run is built from.</param>
    public WorkflowPeer(IReadOnlyDictionary<string, string>? files = null, bool builds = false)
    {
        files ??= Own;
        Peer = new PeerRepository(files[".github/workflows/one-shot.yml"], files: files);
        _bin = Directory.CreateDirectory(Peer.Folder["bin"]).FullName;
        if (builds)
            return;
        Executable("bin/dotnet", Dotnet());
        Executable("bin/tar", Tar());
    }

    /// <summary>The files that a repository needs.</summary>
    public static Dictionary<string, string> Own =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, ".github"), "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText);

    public PeerRepository Peer { get; }

    public Dictionary<string, string> Variables { get; } = [];

    public Dictionary<string, string> Secrets { get; } = [];

    /// <summary>What the runner's machine has in the environment of every step.</summary>
    public Dictionary<string, string> Machine { get; } =
        new()
        {
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["RUNNER_ENVIRONMENT"] = "self-hosted",
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_EnableWriteXorExecute"] = "0",
        };

    private string Trunk => Peer.Bare.Git("rev-parse", Peer.Trunk);

    /// <summary>Dispatches as a user does, inside of this process.</summary>
    public async Task<JsonObject> DispatchAsync(string prompt = "Add a file")
    {
        var settings = Dispatching.Settings(prompt);
        settings.Agent = "command";
        await new Dispatching(Peer, Peer.LocalClone()).RunAsync(settings);
        return Peer.Runs[^1]!["inputs"]!.AsObject();
    }

    /// <summary>Dispatches as a user does: by the program.</summary>
    public JsonObject Dispatch(string prompt, params string[] more)
    {
        var outcome = Launch.Run(
            Peer.Clone("user").Path,
            Peer.Environment,
            "dotnet",
            [Path.Combine(Program, "Build.dll"), "--target=OneShot", $"--prompt={prompt}", .. more]
        );
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException(outcome.All);
        return Peer.Runs[^1]!["inputs"]!.AsObject();
    }

    /// <summary>Opens an issue, as a person does.</summary>
    public async Task IssueAsync(string title, string body)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Peer.Api}/repos/{Peer.FullName}/issues")
        {
            Content = JsonContent.Create(new { title, body }),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Peer.Token);
        request.Headers.TryAddWithoutValidation("User-Agent", "a person");
        (await client.SendAsync(request)).EnsureSuccessStatusCode();
    }

    /// <summary>Gives the agent's two sessions a script each.</summary>
    public void Agent(string plan = PlannerScript.Good, string implement = "echo new > new.txt")
    {
        var agent = Peer.Folder.Write(
            "agent.sh",
            $"set -e\ncat > /dev/null\nif [ \"$ONESHOT_PHASE\" = plan ]; then\n{plan}\nelse\n{implement}\nfi\n"
        );
        Variables["ONESHOT_AGENT_COMMAND"] = $"sh '{agent}'";
        Variables.TryAdd("ONESHOT_SANDBOX", "none"); // the script lies outside of it
    }

    /// <summary>
    /// Lets jobs install what the sandbox is built on from what this
    /// repository's build has installed: no test reaches a registry.
    /// </summary>
    public void Npm() =>
        Executable(
            "bin/npm",
            $"#!/bin/sh\n[ \"$1\" != ci ] || cp -r "
                + $"'{Path.Combine(Repository.Root, "artifacts", "sandbox", "node_modules")}' .\n"
        );

    /// <summary>Runs a workflow.</summary>
    public WorkflowResult Run(JsonObject inputs, WorkflowAttempt? attempt = null)
    {
        attempt ??= new WorkflowAttempt();
        var id = attempt.RunId ?? Peer.Runs.LastOrDefault()?["id"]?.ToString() ?? "1";
        var ended = WorkflowRunner.Instance.Run(
            new
            {
                root = Directory.CreateDirectory(Peer.Folder[$"run-{++_runs}"]).FullName,
                artifacts = Peer.Folder[$"artifacts-{id}"], // a run's, whichever attempt
                repository = new
                {
                    full_name = Peer.FullName,
                    server_url = Peer.Url,
                    api_url = Peer.Api,
                    graphql_url = Peer.Api + "/graphql",
                    directory = Peer.Bare.Path,
                },
                workflow = ".github/workflows/" + attempt.Workflow,
                sha = Trunk,
                ref_name = Peer.Trunk,
                actor = "octo-cat",
                run_id = id,
                inputs,
                vars = Variables,
                secrets = Secrets,
                environment = Machine,
                path = $"{_bin}:{Environment.GetEnvironmentVariable("PATH")}",
                cancel = attempt.Cancel is { } cancel
                    ? new
                    {
                        job = cancel.Job,
                        script = cancel.Script,
                        afterMs = cancel.AfterMs,
                    }
                    : null,
                meddle = attempt.Meddle is { } meddle ? new { job = meddle.Job, script = meddle.Script } : null,
                previous = attempt.After?.Jobs,
                rerun = attempt.All ? "all" : "failed",
            }
        );
        return new WorkflowResult(ended);
    }

    /// <summary>Puts a program on the runner's PATH.</summary>
    public string Executable(string name, string script) => Peer.Folder.Executable(name, script);

    public void Dispose() => Peer.Dispose();

    private static string Dotnet() =>
        $"""
            #!/bin/sh
            if [ "$1" != publish ]; then exec "{Path.Combine(
                Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetDirectoryName(Environment.ProcessPath)!,
                "dotnet"
            )}" "$@"; fi
            while [ "$1" != --output ]; do shift; done
            mkdir -p "$2" && cp -rl "{LinkedProgram.Value}/." "$2"
            """;

    // Six jobs unpack what the first one packed, and it is the same program each time: what is packed is where it lies,
    // and unpacked are links to it. Where a job really builds the program, it is really packed.
    private static string Tar() =>
        """
            #!/bin/sh
            case "$1" in
            -czf) echo "$PWD/$3" > "$2" ;;
            -xzf) cp -rl "$(head -n 1 "$2")" . ;;
            *) exit 64 ;;
            esac
            """;

    // On the file system of the tests' folders, which links can't leave.
    private static string CopyProgram()
    {
        var folder = GitRepo.TemplateFolder();
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Program))
        {
            if (Path.GetExtension(file) is not (".xml" or ".pdb"))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }
}
