using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>opencode.</summary>
internal static partial class OpenCodeDescriptor
{
    /// <summary>The file of its log-ins.</summary>
    public const string LogIn = ".local/share/opencode/auth.json";

    private const string Anthropic = "ANTHROPIC_BASE_URL";
    private const string OpenAi = "OPENAI_BASE_URL";

    public static AgentDescriptor Value { get; } =
        new("opencode")
        {
            Package = "opencode-ai",
            Least = new(1, 18, 33),
            Keys =
            [
                new("ANTHROPIC_API_KEY", ["api.anthropic.com"], Anthropic),
                new("OPENAI_API_KEY", ["api.openai.com"], OpenAi),
                new("OPENROUTER_API_KEY", ["openrouter.ai"]),
                new("GEMINI_API_KEY", ["generativelanguage.googleapis.com"]),
                new("OPENCODE_API_KEY", ["opencode.ai"]),
                new("OPENCODE_AUTH_CONTENT", []) { IsHeld = true }, // of any provider
                new("OPENCODE_CONFIG_CONTENT", []) { IsHeld = true },
                new("OPENCODE_CONFIG", []) { IsHeld = true },
            ],
            LogIns =
            [
                Of("anthropic", "api.anthropic.com", Anthropic),
                Of("openai", "api.openai.com", OpenAi),
                Of("openrouter", "openrouter.ai"),
                Of("google", "generativelanguage.googleapis.com"),
                Of("opencode", "opencode.ai"),
            ],
            Settings = ["OPENCODE_DISABLE_MODELS_FETCH", "OPENCODE_MODELS_URL", "OPENCODE_MODELS_PATH"],
            Fixed = new Dictionary<string, string>
            {
                ["OPENCODE_DISABLE_AUTOUPDATE"] = "1",
                ["OPENCODE_DISABLE_LSP_DOWNLOAD"] = "1",

                // It refuses by itself what it would have to ask for.
                ["OPENCODE_PERMISSION"] = """{"edit":"allow","bash":"allow","webfetch":"allow"}""",
            },
            Secrets = ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "GEMINI_API_KEY"],
            Addresses = [Anthropic, OpenAi],
            ModelForm = Model,
            ModelExample = "provider and model, such as anthropic/claude-sonnet-4-6",
            CoAuthor = "opencode <noreply@opencode.ai>",
            Reads = new() { Names = ["opencode.json", "opencode.jsonc"], Folders = [".opencode"] },
            TellsCost = true,
            Notes = new(
                "its provider's, such as `ANTHROPIC_API_KEY`",
                "see below",
                "outside for the providers it is known for; `OPENCODE_AUTH_CONTENT`, `OPENCODE_CONFIG_CONTENT` and the "
                    + "file in `OPENCODE_CONFIG` **held**: they may hold anything",
                "outside for those providers, else **held**"
            ),
        };

    private static AgentLogIn Of(string provider, string host, string? address = null) =>
        new(LogIn, [host])
        {
            Section = provider,
            Address = address,
            Tokens = ["key"],
            Withheld = ["refresh"],
        };

    [GeneratedRegex(
        @"^[a-zA-Z0-9][a-zA-Z0-9_-]{0,40}/[a-zA-Z0-9][a-zA-Z0-9./:@_-]{0,100}\z",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Model();
}
