using System.Text.Json;
using System.Text.Json.Nodes;
using OneShot.Core.Ports;
using OneShot.Local;
using OneShot.Processes;

namespace OneShot.Tests.Local;

/// <summary>One-shots of the local forge in a repository of a test, with an agent that is a script.</summary>
public sealed class LocalOneShot : IDisposable
{
    private static readonly Lazy<string> Template = new(() =>
    {
        var repo = GitRepo.Init(GitRepo.TemplateFolder());
        repo.Write("src/app.txt", "one\n");
        repo.Commit("First", "README.md", "# Shop\n");
        repo.Git("add", "-A");
        repo.Git("commit", "--quiet", "-m", "Second");
        return repo.Path;
    });

    private string? _path;

    public LocalOneShot()
    {
        Folder = new TempFolder("local");
        Repo = GitRepo.CopyOf(Template.Value, Folder["work"]).KnowItsFiles();
    }

    public TempFolder Folder { get; }

    public GitRepo Repo { get; }

    public RecordingReporter Reporter { get; } = new();

    /// <summary>Whoever sits at the terminal; nobody if not set.</summary>
    internal IPromptInput? Person { get; set; }

    /// <summary>
    /// Whether each run is a process of its own, as it is for users; else the test's own process does its work.
    /// </summary>
    public bool StartsProcesses { get; set; }

    /// <summary>Starts runs instead of either.</summary>
    internal IRunner? Runner { get; set; }

    internal OneShotHost Host =>
        new(Repo.Path, Repo.Path, Reporter)
        {
            ProgramFolder = ProgramFolder,
            Variable = Variable,
            Runner = Runner ?? (StartsProcesses ? null : new InProcessRunner(Variable, _path)),
        };

    public Dictionary<string, string?> Variables { get; } =
        new[] { "PATH", "HOME", "XDG_CACHE_HOME" }.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public string ProgramFolder { get; set; } = Path.GetDirectoryName(Repository.Program("OneShot.Tool"))!;

    public static OneShotSettings Settings(string agent = "rehearsal") =>
        new()
        {
            Prompt = "Add a --verbose flag",
            Forge = "local",
            Agent = agent,
            GitTimeout = 240,
            Sandbox = "none",
        };

    /// <summary>Runs with a script as the agent: one part plans, the other implements.</summary>
    public Task<DispatchReceipt> RunAsync(string plan, string implement)
    {
        var settings = Settings("command");
        settings.AgentCommand = Script(plan, implement);
        return RunAsync(settings);
    }

    public string Script(string plan, string implement)
    {
        var path = Folder.Write(
            "agent.sh",
            $"set -e\ncat > /dev/null\nif [ \"$ONESHOT_PHASE\" = plan ]; then\n{plan}\nelse\n{implement}\nfi\n"
        );
        return $"sh '{path}'";
    }

    public async Task<DispatchReceipt> RunAsync(OneShotSettings settings, CancellationToken cancellationToken = default)
    {
        if (settings.AgentCommand is not null)
            settings.Sandbox ??= "none"; // the scripts of tests lie and write outside of one
        var ports = OneShotVerbs.Ports(settings, Host);
        using var session = OneShotVerbs.CreateVerb(settings, Person is null ? ports : ports with { Input = Person });
        return await Dispatching.WholeAsync(session, cancellationToken);
    }

    /// <summary>Runs in a process of its own, which is killed once the file is there.</summary>
    public async Task<DispatchReceipt> KilledAsync(OneShotSettings settings, string started)
    {
        (StartsProcesses, settings.Detach) = (true, true);
        var receipt = await RunAsync(settings);
        for (var i = 0; i < 3600 && !File.Exists(started); i++)
            await Task.Delay(50);
        Launch.End(Run(receipt.Id).GetProperty("process_id").GetInt32()).ShouldBeTrue();
        return receipt;
    }

    /// <summary>
    /// Has what is verified find a <c>dotnet</c> with an environment for short lives, as the tests' own have it, where
    /// the product passes none of that on: the just-in-time compiler is half of such a build. See build/ShortLives.cs.
    /// </summary>
    /// <param name="processors">How many processors builds see, and processes of MSBuild they have.</param>
    public void ShortenDotNet(int processors = 1)
    {
        var path = Variables["PATH"];
        Folder.Executable(
            "short/dotnet",
            $"""
            #!/bin/sh
            export DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=300 DOTNET_EnableWriteXorExecute=0
            export DOTNET_PROCESSOR_COUNT={processors}
            exec '{ProgramPath.Find("dotnet", path)}' "$@"

            """
        );
        Variables["PATH"] = _path = $"{Folder["short"]}{Path.PathSeparator}{path}";
    }

    public async Task<OneShotException> FailAsync(string plan, string implement) =>
        await Should.ThrowAsync<OneShotException>(() => RunAsync(plan, implement));

    public JsonElement Pull(int number) =>
        JsonDocument.Parse(File.ReadAllText(Repo[$".git/oneshot/pulls/{number}.json"])).RootElement;

    public JsonElement Run(string id) =>
        JsonDocument.Parse(File.ReadAllText(Repo[$".git/oneshot/runs/{id}/run.json"])).RootElement;

    /// <summary>Leaves a run's file as a process that ended in the middle would.</summary>
    public void Rewrite(string id, Action<JsonNode> change)
    {
        var file = Repo[$".git/oneshot/runs/{id}/run.json"];
        var run = JsonNode.Parse(File.ReadAllText(file))!;
        change(run);
        File.WriteAllText(file, run.ToJsonString());
    }

    public string Log(string id) => File.ReadAllText(Repo[$".git/oneshot/runs/{id}/log.txt"]);

    public string OnlyId => Path.GetFileName(Directory.GetDirectories(Repo[".git/oneshot/runs"]).Single());

    public string Branch => Repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*");

    /// <summary>The user's repository but for the one branch.</summary>
    public IReadOnlyDictionary<string, string> Untouched() =>
        Repo.Snapshot().Where(file => !file.Key.Contains("oneshot-", StringComparison.Ordinal)).ToDictionary();

    public static string[] Clones => Directory.GetDirectories(Path.GetTempPath(), "oneshot-??????-*");

    public void Dispose() => Folder.Dispose();

    private string? Variable(string name) => Variables.GetValueOrDefault(name);
}
