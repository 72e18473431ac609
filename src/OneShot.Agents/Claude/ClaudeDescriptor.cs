using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>Claude Code.</summary>
internal static partial class ClaudeDescriptor
{
    private const string Address = "ANTHROPIC_BASE_URL";
    private static readonly string[] Hosts = ["api.anthropic.com"];

    public static AgentDescriptor Value { get; } =
        new("claude")
        {
            Package = "@anthropic-ai/claude-code",
            Least = new(2, 1, 197),
            Keys =
            [
                new("ANTHROPIC_API_KEY", Hosts, Address),
                new("ANTHROPIC_AUTH_TOKEN", Hosts, Address),
                new("CLAUDE_CODE_OAUTH_TOKEN", Hosts, Address),
            ],
            LogIns =
            [
                new(".claude/.credentials.json", Hosts)
                {
                    Address = Address,
                    Tokens = ["accessToken"],
                    Withheld = ["refreshToken"],
                },
            ],
            Settings =
            [
                "CLAUDE_CODE_USE_BEDROCK",
                "CLAUDE_CODE_USE_VERTEX",
                "ANTHROPIC_MODEL",
                "ANTHROPIC_SMALL_FAST_MODEL",
                "API_TIMEOUT_MS",
            ],
            Fixed = new Dictionary<string, string>
            {
                ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
                ["DISABLE_AUTOUPDATER"] = "1",
                ["DISABLE_TELEMETRY"] = "1",
                ["IS_SANDBOX"] = "1", // it refuses to run as root otherwise
            },
            Secrets = ["ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"],
            Addresses = [Address],
            ModelForm = Model,
            ModelExample = "haiku, sonnet, opus or a full id such as claude-sonnet-4-6",
            ShortModels = ["haiku", "sonnet", "opus"],
            CoAuthor = "Claude <noreply@anthropic.com>",
            Reads = new() { Names = ["CLAUDE.md", "CLAUDE.local.md"], Folders = [".claude"] },
            TellsCost = true,
            Notes = new(
                "`ANTHROPIC_API_KEY`, `ANTHROPIC_AUTH_TOKEN`",
                "`ANTHROPIC_BASE_URL`",
                "outside",
                "outside: the access token; a refresh token is never handed in"
            ),
        };

    // Ids of Anthropic, and those of Bedrock and Vertex that hold
    // them, such as us.anthropic.claude-…-v1:0 and claude-…@20250101.
    [GeneratedRegex(
        @"^(?:[a-z]{2,6}\.)?(?:anthropic\.)?claude-[a-z0-9][a-z0-9.@:-]{1,80}\z",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Model();
}
