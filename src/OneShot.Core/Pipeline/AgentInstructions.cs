using System.Globalization;
using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// What agents are told: texts of this library, or the repository's own
/// in <c>.oneshot/planner.md</c> and <c>.oneshot/implementer.md</c>.
/// </summary>
internal static class AgentInstructions
{
    /// <summary>The most bytes of a repository's own text.</summary>
    private const int Limit = 64 * 1024;

    /// <summary>The most characters of what was refused, and of a line of it.</summary>
    private const int MostRefused = 20_000;
    private const int LineWidth = 400;

    /// <summary>Reads the instructions for a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="tree">The work tree.</param>
    /// <returns>Markdown.</returns>
    public static string For(AgentPhase phase, string tree)
    {
        var own = RegularFile.TryRead(Path.Combine(tree, ".oneshot", NameOf(phase)), Limit);
        return own is { Length: > 0 and <= Limit } ? Encoding.UTF8.GetString(own).TrimStart('\uFEFF') : Standard(phase);
    }

    /// <summary>The instructions of the product.</summary>
    /// <param name="phase">What the agent is started for.</param>
    /// <returns>The text.</returns>
    public static string Standard(AgentPhase phase) => Read(NameOf(phase));

    /// <summary>What an implementer is told beside that, when an earlier session's work was refused.</summary>
    /// <param name="refused">What was refused, and why: an agent's words, shown as data.</param>
    /// <returns>Markdown.</returns>
    public static string Again(IEnumerable<string> refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        var lines = string.Join('\n', refused.Select(line => SafeText.Excerpt(SafeText.Visible(line), LineWidth)));
        return Read("again.md")
            .Replace("{refused}", SafeText.Fenced(lines, MostRefused).Block, StringComparison.Ordinal);
    }

    /// <summary>What an implementer is told beside that, when what it made is red.</summary>
    /// <param name="red">What is red, as <see cref="Verifying.RedText"/> tells it.</param>
    /// <returns>Markdown.</returns>
    public static string Round(string red)
    {
        ArgumentNullException.ThrowIfNull(red);
        return Read("round.md").Replace("{red}", red, StringComparison.Ordinal);
    }

    /// <summary>What a planner is told beside that, when it plans for an issue.</summary>
    /// <param name="issue">What was read of it: strangers' words, shown as data.</param>
    /// <returns>Markdown.</returns>
    public static string Issue(IssueReading issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return Read("issue.md")
            .Replace("{number}", issue.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{parts}", issue.Parts, StringComparison.Ordinal);
    }

    private static string Read(string name)
    {
        using var stream = typeof(AgentInstructions).Assembly.GetManifestResourceStream(
            "OneShot.Core.Pipeline.Instructions." + name
        )!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string NameOf(AgentPhase phase) => phase == AgentPhase.Plan ? "planner.md" : "implementer.md";
}
