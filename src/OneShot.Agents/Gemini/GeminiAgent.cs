using OneShot.Agents.Sessions;
using OneShot.Core.Model;

namespace OneShot.Agents.Gemini;

/// <summary>Gemini CLI. Its command line and events: measured with 0.61.0.</summary>
internal sealed class GeminiAgent : AgentProgram
{
    private const string LogIn = ".gemini/oauth_creds.json";

    public override string Name => "gemini";

    public override string? Package => "@google/gemini-cli";

    public override Version? Least { get; } = new(0, 61, 0);

    public override IReadOnlyList<string> Variables { get; } =
    [
        "GEMINI_API_KEY",
        "GOOGLE_API_KEY",
        "GOOGLE_GEMINI_BASE_URL",
        "GOOGLE_VERTEX_BASE_URL",
        "GOOGLE_CLOUD_PROJECT",
        "GOOGLE_CLOUD_LOCATION",
        "GOOGLE_GENAI_USE_VERTEXAI",
    ];

    public override IReadOnlyList<string> CredentialFiles { get; } = [LogIn, ".gemini/google_accounts.json"];

    public override IReadOnlyList<AgentKey> KeyVariables { get; } =
    [
        new("GEMINI_API_KEY", ["generativelanguage.googleapis.com"], "GOOGLE_GEMINI_BASE_URL"),
        new("GOOGLE_API_KEY", ["aiplatform.googleapis.com"], "GOOGLE_VERTEX_BASE_URL"),
    ];

    public override IReadOnlyList<AgentLogIn> LogIns { get; } =
    [
        new(LogIn, ["cloudcode-pa.googleapis.com", "oauth2.googleapis.com", "www.googleapis.com"])
        {
            Tokens = ["access_token"],
            Withheld = ["refresh_token", "id_token"],
        },
        new(".gemini/google_accounts.json", []),
    ];

    public override IReadOnlyDictionary<string, string> Fixed { get; } =
        new Dictionary<string, string> { ["GEMINI_CLI_TRUST_WORKSPACE"] = "true" };

    public override AgentCommand Prepare(AgentTask task, AgentHome home)
    {
        // Without a terminal it asks nobody how to log in, and has to be told.
        var way =
            home.Variable("GOOGLE_GENAI_USE_VERTEXAI") == "true" ? "vertex-ai"
            : home.Variable("GEMINI_API_KEY") is null && home.Has(LogIn) ? "oauth-personal"
            : "gemini-api-key";
        home.Write(
            ".gemini/settings.json",
            $$$"""
            {"security":{"auth":{"selectedType":"{{{way}}}"}},"telemetry":{"enabled":false},"privacy":{"usageStatisticsEnabled":false},"general":{"enableAutoUpdate":false,"enableAutoUpdateNotification":false}}
            """
        );
        var arguments = new List<string> { "--output-format", "stream-json", "--approval-mode", "yolo" };
        if (task.Model is { } model)
            arguments.AddRange(["-m", model]);
        return new AgentCommand(arguments, task.Instructions);
    }

    public override AgentReader Read() => new GeminiReader();
}
