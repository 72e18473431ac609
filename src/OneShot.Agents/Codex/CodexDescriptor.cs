using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>Codex.</summary>
internal static partial class CodexDescriptor
{
    /// <summary>The file of its log-in.</summary>
    public const string LogIn = ".codex/auth.json";

    private const string Address = "OPENAI_BASE_URL";
    private static readonly string[] Hosts = ["api.openai.com"];

    public static AgentDescriptor Value { get; } =
        new("codex")
        {
            Package = "@openai/codex",
            Least = new(0, 169, 0),

            // It reads its key from one variable only, and no address
            // from any: the agent translates those that everybody sets.
            Keys = [new("CODEX_API_KEY", Hosts, Address), new("OPENAI_API_KEY", Hosts, Address)],

            // What its id token says of the user is read, and is no secret without the signature.
            LogIns =
            [
                new(LogIn, ["chatgpt.com"])
                {
                    Address = Address,
                    Tokens = ["access_token"],
                    Withheld = ["refresh_token", "id_token"],
                },
                new(LogIn, Hosts) { Address = Address, Tokens = ["OPENAI_API_KEY"] },
            ],
            Settings = ["OPENAI_ORGANIZATION", "OPENAI_PROJECT"],
            CertificateFiles = ["CODEX_CA_CERTIFICATE"],
            Secrets = ["OPENAI_API_KEY"],
            OtherSecrets = ["CODEX_API_KEY"],
            Addresses = [Address],
            ModelForm = Model,
            ModelExample = "a full id such as gpt-5-codex",
            CoAuthor = "Codex <noreply@openai.com>",
            Reads = new() { Names = ["AGENTS.override.md"], Folders = [".codex"] },
            Notes = new(
                "`OPENAI_API_KEY` or `CODEX_API_KEY`",
                "`OPENAI_BASE_URL`",
                "outside",
                "outside: the access token; refresh and id token are never handed in"
            ),
        };

    [GeneratedRegex(@"^(?:gpt|o[0-9]|codex|chatgpt)[a-zA-Z0-9.:_-]{0,80}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Model();
}
