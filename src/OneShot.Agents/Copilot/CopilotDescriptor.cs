namespace OneShot.Core.Model;

/// <summary>GitHub Copilot CLI.</summary>
internal static class CopilotDescriptor
{
    private const string Address = "COPILOT_PROVIDER_BASE_URL";

    public static AgentDescriptor Value { get; } =
        new("copilot")
        {
            Package = "@github/copilot",
            Least = new(1, 0, 102),

            // A provider's key has no host but the provider's. A token of GitHub's is exchanged for others,
            // which come back in answers; it is under a name of its own, for the forge's are never handed on.
            Keys =
            [
                new("COPILOT_PROVIDER_API_KEY", [], Address),
                new("COPILOT_PROVIDER_BEARER_TOKEN", [], Address),
                new("COPILOT_GITHUB_TOKEN", ["api.github.com", "api.githubcopilot.com", "*.githubcopilot.com"])
                {
                    IsHeld = true,
                },
            ],
            HeldLogIns = [".copilot/config.json"],
            Settings = ["COPILOT_OFFLINE", "COPILOT_PROVIDER_TYPE", "COPILOT_PROVIDER_WIRE_API", "COPILOT_MODEL"],
            Fixed = new Dictionary<string, string> { ["COPILOT_AUTO_UPDATE"] = "false" },
            Secrets = ["COPILOT_GITHUB_TOKEN"],
            CoAuthor = "Copilot <223556219+Copilot@users.noreply.github.com>",
            Reads = new()
            {
                Names = ["copilot-instructions.md"],
                Paths =
                [
                    ".github/instructions",
                    ".github/prompts",
                    ".github/agents",
                    ".github/chatmodes",
                    ".github/copilot",
                    ".github/hooks",
                    ".github/skills",
                ],
            },
            Notes = new(
                "`COPILOT_GITHUB_TOKEN`, or `COPILOT_PROVIDER_API_KEY`",
                "`COPILOT_PROVIDER_BASE_URL`",
                "a provider's key outside; `COPILOT_GITHUB_TOKEN` **held**: it is exchanged for other tokens",
                "`config.json` **held**, for the same reason"
            ),
        };
}
