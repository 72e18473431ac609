using OneShot.Agents;
using OneShot.Core.Model;

namespace OneShot.Tests.Agents;

/// <summary>
/// A real process in the place of an agent's program: it plays what the program
/// once printed to a model that did as its script said, with its exit code.
/// </summary>
public sealed class Player : IDisposable
{
    /// <summary>What stands first in every script: a version, and the prompt read to its end.</summary>
    public const string Begins = "if [ \"$1\" = --version ]; then echo 99.0.0; exit 0; fi\ncat > prompt.seen\n";

    private const string Plays = """
        while IFS= read -r line; do
            case $line in
                'out '*) printf '%s\n' "${line#out }" ;;
                'err '*) printf '%s\n' "${line#err }" >&2 ;;
                'sleep '*) sleep "${line#sleep }" ;;
                'exit '*) exit "${line#exit }" ;;
            esac
        done < "$RECORDING"
        """;

    public Player(string agent, string? script = null)
    {
        Agent = agent;
        Directory.CreateDirectory(Folder["work"]);
        Directory.CreateDirectory(Folder["home"]);
        Folder.Executable(
            "bin/" + agent,
            "#!/bin/sh\n"
                + Begins
                + (script ?? Plays.Replace("$RECORDING", Folder["recording.txt"], StringComparison.Ordinal))
        );
        Variables = new()
        {
            ["PATH"] = $"{Folder["bin"]}:/usr/bin:/bin",
            ["HOME"] = Folder["home"],
            ["OPENAI_API_KEY"] = Key,
            ["ANTHROPIC_API_KEY"] = Key,
            ["GEMINI_API_KEY"] = Key,
            ["COPILOT_PROVIDER_API_KEY"] = Key,
        };
    }

    public const string Key = "sk-of-the-user-0123456789";

    public string Agent { get; }

    public TempFolder Folder { get; } = new("player");

    public Dictionary<string, string> Variables { get; }

    public RecordingReporter Reporter { get; } = new();

    internal AgentTask Task =>
        new(Agent, null, AgentPhase.Plan, "Do it.\n", Folder["work"], Folder["agent.log"], TimeSpan.FromSeconds(300))
        {
            RetryLimit = TimeSpan.Zero,
            Sandbox = SandboxMode.None,
        };

    internal Task<AgentUsage> PlayAsync(string recording) => PlayAsync(recording, Task);

    internal Task<AgentUsage> PlayAsync(string recording, AgentTask task)
    {
        File.Copy(
            Path.Combine(Repository.Root, "tests", "OneShot.Tests", "Agents", "Recordings", $"{Agent}-{recording}.txt"),
            Folder["recording.txt"],
            overwrite: true
        );
        return RunAsync(task);
    }

    internal Task<AgentUsage> RunAsync(AgentTask? task = null, CancellationToken cancellationToken = default) =>
        new AgentCatalog(name => Variables.GetValueOrDefault(name), Reporter).RunAsync(
            task ?? Task,
            _ => { },
            cancellationToken
        );

    internal Task<OneShotException> FailAsync(AgentTask? task = null) =>
        Should.ThrowAsync<OneShotException>(() => RunAsync(task));

    public void Dispose() => Folder.Dispose();
}
