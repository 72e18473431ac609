using OneShot.Core.Model;

namespace OneShot.Agents.Tests;

/// <summary>
/// The programs' sessions that OneShot.Tests plays, recorded anew with the programs that are
/// installed. Each must be judged as the one that is kept is; for the agents that <c>RECORD_AGENTS</c>
/// names (with commas, as <c>--target=RaiseAgents</c> does) it takes that one's place. A session waits more than it
/// works, so each agent has a class, and they run side by side.
/// </summary>
public abstract class RecordingTests
{
    private const string Written =
        """{ "text": "I write it.", "write": { "path": ".impl/plan.md", "content": "# plan\nline\n" } }""";
    private static readonly string Kept = Path.Combine(
        Repository.Root,
        "tests",
        "OneShot.Tests",
        "Agents",
        "Recordings"
    );

    /// <summary>The names of an agent's recordings.</summary>
    public static TheoryData<string> Of(string agent) =>
        [.. Recordings.Where(recording => recording.Agent == agent).Select(recording => recording.Name)];

    private static IEnumerable<(string Agent, string Name)> Recordings =>
        Directory
            .GetFiles(Kept, "*.txt")
            .Order(StringComparer.Ordinal)
            .Select(file => Path.GetFileNameWithoutExtension(file).Split('-', 2))
            .Select(parts => (parts[0], parts[1]));

    public sealed class Claude : RecordingTests
    {
        [Theory]
        [MemberData(nameof(Of), "claude")]
        public Task A_session_ends_as_the_recorded_one_did(string name) => EndsAsRecordedAsync("claude", name);
    }

    public sealed class Codex : RecordingTests
    {
        [Theory]
        [MemberData(nameof(Of), "codex")]
        public Task A_session_ends_as_the_recorded_one_did(string name) => EndsAsRecordedAsync("codex", name);
    }

    public sealed class Copilot : RecordingTests
    {
        [Theory]
        [MemberData(nameof(Of), "copilot")]
        public Task A_session_ends_as_the_recorded_one_did(string name) => EndsAsRecordedAsync("copilot", name);
    }

    public sealed class Gemini : RecordingTests
    {
        [Theory]
        [MemberData(nameof(Of), "gemini")]
        public Task A_session_ends_as_the_recorded_one_did(string name) => EndsAsRecordedAsync("gemini", name);
    }

    public sealed class OpenCode : RecordingTests
    {
        [Theory]
        [MemberData(nameof(Of), "opencode")]
        public Task A_session_ends_as_the_recorded_one_did(string name) => EndsAsRecordedAsync("opencode", name);
    }

    public sealed class Pi : RecordingTests
    {
        [Theory]
        [MemberData(nameof(Of), "pi")]
        public Task A_session_ends_as_the_recorded_one_did(string name) => EndsAsRecordedAsync("pi", name);
    }

    public sealed class All : RecordingTests
    {
        [Fact]
        public void Each_agent_that_is_recorded_has_its_class() =>
            Recordings
                .Select(recording => recording.Agent)
                .Distinct()
                .ShouldBe(
                    typeof(RecordingTests)
                        .GetNestedTypes()
                        .Where(type => type != typeof(All))
                        .Select(type => type.Name.ToLowerInvariant()),
                    ignoreOrder: true
                );
    }

    private static async Task EndsAsRecordedAsync(string agent, string name)
    {
        using var model = new Model(Script(agent, name));
        using var machine = new Machine(agent, model);
        var recording = new Recording(machine, model);
        if (name == "nokey")
            foreach (
                var key in machine
                    .Variables.Keys.Where(key =>
                        key.EndsWith("_KEY", StringComparison.Ordinal)
                        || key.StartsWith("COPILOT_PROVIDER", StringComparison.Ordinal)
                    )
                    .ToArray()
            )
                machine.Variables.Remove(key);
        var ended = await EndAsync(machine);
        recording.Text.ShouldNotContain(Model.Key);
        if ((Environment.GetEnvironmentVariable("RECORD_AGENTS") ?? "").Split(',').Contains(agent))
            await File.WriteAllTextAsync(Path.Combine(Kept, $"{agent}-{name}.txt"), recording.Text);
        if (Code(agent, name) is { } code)
            ended.ShouldBe(code, recording.Text);
    }

    private static async Task<string> EndAsync(Machine machine)
    {
        string? Variable(string variable) => machine.Variables.GetValueOrDefault(variable);
        var task = new AgentTask(
            machine.Agent,
            machine.ModelName,
            AgentPhase.Plan,
            "Do it.\n",
            machine.Repo.Path,
            machine.Folder["agent.log"],
            TimeSpan.FromMinutes(2)
        )
        {
            RetryLimit = TimeSpan.FromSeconds(machine.Agent == "codex" ? 60 : 4), // it ends by itself, soon
            Sandbox = SandboxMode.None,
        };
        try
        {
            return (
                    await new AgentCatalog(Variable, new RecordingReporter()).RunAsync(
                        task,
                        _ => { },
                        CancellationToken.None
                    )
                ).LastWords
                ?? string.Empty;
        }
        catch (OneShotException exception)
        {
            return exception.Error.Code;
        }
    }

    // What it must end with; gemini and copilot keep to themselves that a model refuses or is cut short.
    private static string? Code(string agent, string name) =>
        name switch
        {
            "ok" => "All done.",
            "nokey" => "OS6003",
            "s401" => "OS6004",
            "s529" or "cut" => "OS6005",
            "refusal" when agent is not ("gemini" or "copilot") => "OS6006",
            "maxtok" when agent is not ("gemini" or "copilot") => "OS6009",
            _ => null,
        };

    private static string Script(string agent, string name) =>
        (agent, name) switch
        {
            (_, "ok") =>
                $$"""{ "sessions": [ { "turns": [ {{Written}}, { "text": "Now a command", "bash": "echo hi > made.txt" }, { "text": "All done." } ] } ] }""",
            (_, "s401") => """{ "key": "another" }""",
            (_, "s529") => Model.Fails("""{ "status": 529, "type": "overloaded_error", "message": "Overloaded" }"""),
            (_, "cut") => Model.Fails("""{ "cut": true }"""),
            ("codex", "refusal") => Model.Fails(
                """{ "status": 400, "type": "invalid_prompt", "message": "Invalid prompt: your prompt was flagged as potentially violating our usage policy." }"""
            ),
            (_, "refusal") =>
                """{ "sessions": [ { "turns": [], "last": { "text": "I can not help with that.", "stop": "refusal" } } ] }""",
            (_, "maxtok") =>
                """{ "sessions": [ { "turns": [], "last": { "text": "long", "stop": "max_tokens" } } ] }""",
            _ => Model.Works,
        };
}
