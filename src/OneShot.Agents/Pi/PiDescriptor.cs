using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>Pi.</summary>
internal static partial class PiDescriptor
{
    /// <summary>The file of its log-ins.</summary>
    public const string LogIn = ".pi/agent/auth.json";

    /// <summary>The variable with Anthropic's address.</summary>
    public const string Anthropic = "ANTHROPIC_BASE_URL";

    /// <summary>The variable with OpenAI's address.</summary>
    public const string OpenAi = "OPENAI_BASE_URL";

    /// <summary>The variable with Google's address.</summary>
    public const string Google = "GOOGLE_GEMINI_BASE_URL";

    private static readonly string[] AnthropicHosts = ["api.anthropic.com"];
    private static readonly string[] OpenAiHosts = ["api.openai.com"];
    private static readonly string[] GoogleHosts = ["generativelanguage.googleapis.com"];
    private static readonly string[] OpenRouterHosts = ["openrouter.ai"];

    public static AgentDescriptor Value { get; } =
        new("pi")
        {
            Package = "@earendil-works/pi-coding-agent",
            Least = new(1, 6, 0),
            Keys =
            [
                new("ANTHROPIC_API_KEY", AnthropicHosts, Anthropic),
                new("ANTHROPIC_AUTH_TOKEN", AnthropicHosts, Anthropic),
                new("ANTHROPIC_OAUTH_TOKEN", AnthropicHosts, Anthropic),
                new("OPENAI_API_KEY", OpenAiHosts, OpenAi),
                new("GEMINI_API_KEY", GoogleHosts, Google),
                new("OPENROUTER_API_KEY", OpenRouterHosts),
            ],
            LogIns =
            [
                new(LogIn, AnthropicHosts)
                {
                    Section = "anthropic",
                    Address = Anthropic,
                    Tokens = ["key", "access"],
                    Withheld = ["refresh"],
                },
                Of("openai", OpenAiHosts, OpenAi),
                Of("google", GoogleHosts, Google),
                Of("openrouter", OpenRouterHosts),
            ],
            Fixed = new Dictionary<string, string>
            {
                ["PI_OFFLINE"] = "1", // no catalog of models, no search for a newer version
                ["PI_SKIP_VERSION_CHECK"] = "1",
                ["PI_TELEMETRY"] = "0",
            },
            Secrets = ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "GEMINI_API_KEY"],
            OtherSecrets = ["ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_OAUTH_TOKEN", "OPENROUTER_API_KEY"],
            Addresses = [Anthropic, OpenAi, Google],
            ModelForm = Model,
            ModelExample = "provider and model, such as anthropic/claude-sonnet-4-6",
            Reads = new() { Names = ["AGENTS.override.md", "CLAUDE.md"], Folders = [".pi"] },
            TellsCost = true,
            Notes = new(
                "its provider's, such as `ANTHROPIC_API_KEY` (needs Node 22.19)",
                "`ANTHROPIC_BASE_URL`, `OPENAI_BASE_URL` or `GOOGLE_GEMINI_BASE_URL`; your own `models.json` is not read",
                "outside",
                "outside for Anthropic and the keys of OpenAI, Google and OpenRouter, else **held**"
            ),
        };

    private static AgentLogIn Of(string provider, string[] hosts, string? address = null) =>
        new(LogIn, hosts)
        {
            Section = provider,
            Address = address,
            Tokens = ["key"],
            Withheld = ["refresh"],
        };

    // With its provider: of a name alone it guesses which model is meant.
    [GeneratedRegex(
        @"^[a-zA-Z0-9][a-zA-Z0-9_-]{0,40}/[a-zA-Z0-9][a-zA-Z0-9./:@_-]{0,100}\z",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Model();
}
