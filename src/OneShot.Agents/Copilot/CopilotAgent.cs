using OneShot.Agents.Sessions;
using OneShot.Core.Model;

namespace OneShot.Agents.Copilot;

/// <summary>GitHub Copilot CLI. Its command line and events: measured with 1.0.102.</summary>
internal sealed class CopilotAgent : AgentProgram
{
    public override string Name => "copilot";

    public override string? Package => "@github/copilot";

    public override Version? Least { get; } = new(1, 0, 102);

    // Its own token is one of GitHub's, under a name of its own: the forge's are never handed on.
    public override IReadOnlyList<string> Variables { get; } =
    [
        "COPILOT_GITHUB_TOKEN",
        "COPILOT_OFFLINE",
        "COPILOT_PROVIDER_BASE_URL",
        "COPILOT_PROVIDER_API_KEY",
        "COPILOT_PROVIDER_BEARER_TOKEN",
        "COPILOT_PROVIDER_TYPE",
        "COPILOT_PROVIDER_WIRE_API",
        "COPILOT_MODEL",
    ];

    public override IReadOnlyList<string> CredentialFiles { get; } = [".copilot/config.json"];

    // A provider's key has no host but the provider's. A token of
    // GitHub's is exchanged for others, which come back in answers.
    public override IReadOnlyList<AgentKey> KeyVariables { get; } =
    [
        new("COPILOT_PROVIDER_API_KEY", [], "COPILOT_PROVIDER_BASE_URL"),
        new("COPILOT_PROVIDER_BEARER_TOKEN", [], "COPILOT_PROVIDER_BASE_URL"),
        new("COPILOT_GITHUB_TOKEN", ["api.github.com", "api.githubcopilot.com", "*.githubcopilot.com"])
        {
            IsHeld = true,
        },
    ];

    public override IReadOnlyDictionary<string, string> Fixed { get; } =
        new Dictionary<string, string> { ["COPILOT_AUTO_UPDATE"] = "false" };

    public override AgentCommand Prepare(AgentTask task, AgentHome home)
    {
        // Without -p it takes what stands on its input as the one prompt of the session.
        var arguments = new List<string>
        {
            "--allow-all-tools",
            "--allow-all-paths",
            "--no-ask-user",
            "--output-format",
            "json",
        };
        if (task.Model is { } model)
            arguments.AddRange(["--model", model]);
        return new AgentCommand(arguments, task.Instructions);
    }

    public override AgentReader Read() => new CopilotReader();
}
