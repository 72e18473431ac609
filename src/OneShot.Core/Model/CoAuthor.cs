namespace OneShot.Core.Model;

/// <summary>How an agent is named as a commit's co-author.</summary>
internal static class CoAuthor
{
    // As these programs name themselves where they commit; addresses of nobody for all others.
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["claude"] = "Claude <noreply@anthropic.com>",
        ["codex"] = "Codex <noreply@openai.com>",
        ["gemini"] = "gemini-cli <218195315+gemini-cli@users.noreply.github.com>",
        ["copilot"] = "Copilot <223556219+Copilot@users.noreply.github.com>",
        ["opencode"] = "opencode <noreply@opencode.ai>",
    };

    /// <summary>The trailer's value.</summary>
    /// <param name="agent">One of <see cref="AgentName.All"/>.</param>
    /// <returns>Name and address.</returns>
    public static string Of(string agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return Known.GetValueOrDefault(agent) ?? $"{agent} (an agent of OneShot) <oneshot@localhost>";
    }
}
