using System.Text.RegularExpressions;
using OneShot.Core.Errors;

namespace OneShot.Core.Model;

/// <summary>The table of models: short names of Claude's, and the form of each agent's full model ids.</summary>
internal static partial class ModelName
{
    private static readonly Dictionary<string, string> Short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["h"] = "haiku",
        ["haiku"] = "haiku",
        ["s"] = "sonnet",
        ["sonnet"] = "sonnet",
        ["o"] = "opus",
        ["opus"] = "opus",
    };

    /// <summary>Checks a model.</summary>
    /// <param name="model">The model as given; <see langword="null"/> leaves the choice to the agent.</param>
    /// <param name="agent">A name from <see cref="AgentName.All"/>.</param>
    /// <returns>The model as the agent is told it.</returns>
    /// <exception cref="OneShotException">OS2009: the agent has no such model.</exception>
    public static string? Parse(string? model, string agent)
    {
        if (model is null)
            return null;
        if (agent == "claude" && Short.TryGetValue(model, out var name))
            return name;
        return FormOf(agent).IsMatch(model) ? model : throw OneShotErrors.ModelUnknown(model, agent, ExampleOf(agent));
    }

    private static Regex FormOf(string agent) =>
        agent switch
        {
            "claude" => Claude(),
            "codex" => OpenAi(),
            "gemini" => Gemini(),
            "opencode" => ProviderAndModel(),
            AgentName.Rehearsal => Nothing(),
            _ => Any(),
        };

    private static string ExampleOf(string agent) =>
        agent switch
        {
            "claude" => "haiku, sonnet, opus or a full id such as claude-sonnet-4-6",
            "codex" => "a full id such as gpt-5-codex",
            "gemini" => "a full id such as gemini-2.5-pro",
            "opencode" => "provider and model, such as anthropic/claude-sonnet-4-6",
            AgentName.Rehearsal => "… with another agent: the rehearsal needs no model",
            _ => "a full model id",
        };

    // Ids of Anthropic, and those of Bedrock and Vertex that hold
    // them, such as us.anthropic.claude-…-v1:0 and claude-…@20250101.
    [GeneratedRegex(
        @"^(?:[a-z]{2,6}\.)?(?:anthropic\.)?claude-[a-z0-9][a-z0-9.@:-]{1,80}\z",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Claude();

    [GeneratedRegex(@"^(?:gpt|o[0-9]|codex|chatgpt)[a-zA-Z0-9.:_-]{0,80}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex OpenAi();

    [GeneratedRegex(@"^(?:models/)?(?:gemini|gemma)-[a-z0-9][a-z0-9.-]{1,80}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Gemini();

    [GeneratedRegex(
        @"^[a-zA-Z0-9][a-zA-Z0-9_-]{0,40}/[a-zA-Z0-9][a-zA-Z0-9./:@_-]{0,100}\z",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex ProviderAndModel();

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9./:@_-]{0,100}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Any();

    [GeneratedRegex(@"^(?!)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Nothing();
}
