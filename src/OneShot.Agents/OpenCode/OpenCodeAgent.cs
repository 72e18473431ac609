using System.Text.RegularExpressions;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Agents.OpenCode;

/// <summary>opencode. Its command line and events: measured with 1.18.33.</summary>
internal sealed partial class OpenCodeAgent() : AgentProgram(OpenCodeDescriptor.Value)
{
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

    private static bool IsSetUp(string key, AgentHome home) =>
        home.Has(OpenCodeDescriptor.LogIn)
        || new[] { key, "OPENCODE_CONFIG", "OPENCODE_CONFIG_CONTENT", "OPENCODE_AUTH_CONTENT" }.Any(name =>
            home.Variable(name) is not null
        );

    public override AgentReader Read() => new OpenCodeReader();

    // A provider of the user's own, in JSON with comments: https://opencode.ai/docs/providers/#custom-provider
    [GeneratedRegex("\"baseURL\"\\s*:\\s*\"([^\"\\s]+)\"", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex BaseAddress();
}
