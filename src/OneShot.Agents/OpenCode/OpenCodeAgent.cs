using System.Text.RegularExpressions;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Agents.OpenCode;

/// <summary>opencode. Its command line and events: measured with 1.18.33.</summary>
internal sealed partial class OpenCodeAgent : AgentProgram
{
    public override string Name => "opencode";

    public override string? Package => "opencode-ai";

    public override Version? Least { get; } = new(1, 18, 33);

    public override IReadOnlyList<string> Variables { get; } =
    [
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_BASE_URL",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "OPENROUTER_API_KEY",
        "GEMINI_API_KEY",
        "OPENCODE_API_KEY",
        "OPENCODE_CONFIG",
        "OPENCODE_CONFIG_CONTENT",
        "OPENCODE_AUTH_CONTENT",
        "OPENCODE_DISABLE_MODELS_FETCH",
        "OPENCODE_MODELS_URL",
        "OPENCODE_MODELS_PATH",
    ];

    public override IReadOnlyList<string> CredentialFiles { get; } = [".local/share/opencode/auth.json"];

    public override IReadOnlyList<AgentKey> KeyVariables { get; } =
    [
        new("ANTHROPIC_API_KEY", ["api.anthropic.com"], "ANTHROPIC_BASE_URL"),
        new("OPENAI_API_KEY", ["api.openai.com"], "OPENAI_BASE_URL"),
        new("OPENROUTER_API_KEY", ["openrouter.ai"]),
        new("GEMINI_API_KEY", ["generativelanguage.googleapis.com"]),
        new("OPENCODE_API_KEY", ["opencode.ai"]),
        new("OPENCODE_AUTH_CONTENT", []) { IsHeld = true }, // of any provider
        new("OPENCODE_CONFIG_CONTENT", []) { IsHeld = true },
        new("OPENCODE_CONFIG", []) { IsHeld = true },
    ];

    public override IReadOnlyList<AgentLogIn> LogIns { get; } =
    [
        Of("anthropic", "api.anthropic.com", "ANTHROPIC_BASE_URL"),
        Of("openai", "api.openai.com", "OPENAI_BASE_URL"),
        Of("openrouter", "openrouter.ai"),
        Of("google", "generativelanguage.googleapis.com"),
        Of("opencode", "opencode.ai"),
    ];

    public override bool TellsCost => true;

    public override IReadOnlyDictionary<string, string> Fixed { get; } =
        new Dictionary<string, string>
        {
            ["OPENCODE_DISABLE_AUTOUPDATE"] = "1",
            ["OPENCODE_DISABLE_LSP_DOWNLOAD"] = "1",
            // it refuses by itself what it would have to ask for
            ["OPENCODE_PERMISSION"] = """{"edit":"allow","bash":"allow","webfetch":"allow"}""",
        };

    // Where each provider's key is; a provider without one is a model that does not exist, and says so.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["anthropic"] = "ANTHROPIC_API_KEY",
        ["openai"] = "OPENAI_API_KEY",
        ["openrouter"] = "OPENROUTER_API_KEY",
        ["google"] = "GEMINI_API_KEY",
    };

    public override AgentCommand Prepare(AgentTask task, AgentHome home)
    {
        if (task.Model is not null && Keys.TryGetValue(task.Model.Split('/')[0], out var key) && !IsSetUp(key, home))
            throw OneShotErrors.AgentKeyMissing(Name, key);

        // That its service fails is in its log only, and it tries again without end.
        var arguments = new List<string> { "run", "--format", "json", "--print-logs", "--log-level", "ERROR" };
        if (task.Model is { } model)
            arguments.AddRange(["-m", model]);
        return new AgentCommand(arguments, task.Instructions)
        {
            Environment = new Dictionary<string, string>
            {
                ["XDG_DATA_HOME"] = Path.Combine(home.Path, ".local", "share"),
            },
        };
    }

    public override IEnumerable<Uri> AddressesOf(Func<string, string?> variable)
    {
        var texts = new[]
        {
            variable("OPENCODE_CONFIG_CONTENT"),
            variable("OPENCODE_CONFIG") is { } file && File.Exists(file) ? File.ReadAllText(file) : null,
        };
        return texts
            .SelectMany(text => BaseAddress().Matches(text ?? ""))
            .Select(match => Uri.TryCreate(match.Groups[1].Value, UriKind.Absolute, out var uri) ? uri : null)
            .OfType<Uri>()
            .Where(uri => uri.Scheme is "http" or "https");
    }

    private static AgentLogIn Of(string provider, string host, string? address = null) =>
        new(".local/share/opencode/auth.json", [host])
        {
            Section = provider,
            Address = address,
            Tokens = ["key"],
            Withheld = ["refresh"],
        };

    private bool IsSetUp(string key, AgentHome home) =>
        home.Has(CredentialFiles[0])
        || new[] { key, "OPENCODE_CONFIG", "OPENCODE_CONFIG_CONTENT", "OPENCODE_AUTH_CONTENT" }.Any(name =>
            home.Variable(name) is not null
        );

    public override AgentReader Read() => new OpenCodeReader();

    // A provider of the user's own, in JSON with comments: https://opencode.ai/docs/providers/#custom-provider
    [GeneratedRegex("\"baseURL\"\\s*:\\s*\"([^\"\\s]+)\"", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex BaseAddress();
}
