using System.Globalization;
using OneShot.Agents.Sessions;
using OneShot.Core.Model;

namespace OneShot.Agents.Claude;

/// <summary>Claude Code. Its command line and events: measured with 2.1.197 and 2.1.332.</summary>
internal sealed class ClaudeAgent : AgentProgram
{
    private static readonly string[] Hosts = ["api.anthropic.com"];

    public override string Name => "claude";

    public override string? Package => "@anthropic-ai/claude-code";

    public override Version? Least { get; } = new(2, 1, 197);

    public override IReadOnlyList<string> Variables { get; } =
    [
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "ANTHROPIC_BASE_URL",
        "CLAUDE_CODE_OAUTH_TOKEN",
        "CLAUDE_CODE_USE_BEDROCK",
        "CLAUDE_CODE_USE_VERTEX",
        "ANTHROPIC_MODEL",
        "ANTHROPIC_SMALL_FAST_MODEL",
        "API_TIMEOUT_MS",
    ];

    public override IReadOnlyList<string> CredentialFiles { get; } = [".claude/.credentials.json"];

    public override IReadOnlyList<AgentKey> KeyVariables { get; } =
    [
        .. new[] { "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN" }.Select(name => new AgentKey(
            name,
            Hosts,
            "ANTHROPIC_BASE_URL"
        )),
    ];

    public override IReadOnlyList<AgentLogIn> LogIns { get; } =
    [
        new(".claude/.credentials.json", Hosts)
        {
            Address = "ANTHROPIC_BASE_URL",
            Tokens = ["accessToken"],
            Withheld = ["refreshToken"],
        },
    ];

    public override bool TellsCost => true;

    public override IReadOnlyDictionary<string, string> Fixed { get; } =
        new Dictionary<string, string>
        {
            ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
            ["DISABLE_AUTOUPDATER"] = "1",
            ["DISABLE_TELEMETRY"] = "1",
            ["IS_SANDBOX"] = "1", // it refuses to run as root otherwise
        };

    public override AgentCommand Prepare(AgentTask task, AgentHome home)
    {
        // The tree is a private clone that is thrown away: asking for permissions would ask nobody.
        var arguments = new List<string>
        {
            "--print",
            "--output-format",
            "stream-json",
            "--verbose",
            "--permission-mode",
            "bypassPermissions",
        };
        if (task.Model is { } model)
            arguments.AddRange(["--model", model]);
        if (task.Turns is { } turns)
            arguments.AddRange(["--max-turns", turns.ToString(CultureInfo.InvariantCulture)]);
        if (task.CostUsd is { } cost)
            arguments.AddRange(["--max-budget-usd", cost.ToString(CultureInfo.InvariantCulture)]);
        return new AgentCommand(arguments, task.Instructions);
    }

    public override AgentReader Read() => new ClaudeReader();
}
