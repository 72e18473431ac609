using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>Gemini CLI.</summary>
internal static partial class GeminiDescriptor
{
    /// <summary>The file of its log-in.</summary>
    public const string LogIn = ".gemini/oauth_creds.json";

    public static AgentDescriptor Value { get; } =
        new("gemini")
        {
            Package = "@google/gemini-cli",
            Least = new(0, 61, 0),
            Keys =
            [
                new("GEMINI_API_KEY", ["generativelanguage.googleapis.com"], "GOOGLE_GEMINI_BASE_URL"),
                new("GOOGLE_API_KEY", ["aiplatform.googleapis.com"], "GOOGLE_VERTEX_BASE_URL"),
            ],
            LogIns =
            [
                new(LogIn, ["cloudcode-pa.googleapis.com", "oauth2.googleapis.com", "www.googleapis.com"])
                {
                    Tokens = ["access_token"],
                    Withheld = ["refresh_token", "id_token"],
                },
                new(".gemini/google_accounts.json", []),
            ],
            Settings = ["GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_LOCATION", "GOOGLE_GENAI_USE_VERTEXAI"],
            Fixed = new Dictionary<string, string> { ["GEMINI_CLI_TRUST_WORKSPACE"] = "true" },
            Secrets = ["GEMINI_API_KEY"],
            OtherSecrets = ["GOOGLE_API_KEY"],
            Addresses = ["GOOGLE_GEMINI_BASE_URL"],
            ModelForm = Model,
            ModelExample = "a full id such as gemini-2.5-pro",
            CoAuthor = "gemini-cli <218195315+gemini-cli@users.noreply.github.com>",
            Reads = new() { Names = ["GEMINI.md"], Folders = [".gemini"] },
            Notes = new(
                "`GEMINI_API_KEY`",
                "`GOOGLE_GEMINI_BASE_URL`",
                "outside",
                "outside: the access token; the refresh token is never handed in"
            ),
        };

    [GeneratedRegex(@"^(?:models/)?(?:gemini|gemma)-[a-z0-9][a-z0-9.-]{1,80}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Model();
}
