using System.Text;
using OneShot.Core.Storage;

namespace OneShot.Core.Agents;

/// <summary>What agents are told: texts of this library, or the repository's own in <c>.oneshot/planner.md</c> and <c>.oneshot/implementer.md</c>.</summary>
public static class AgentInstructions
{
    /// <summary>The most bytes of a repository's own text.</summary>
    private const int Limit = 64 * 1024;

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
    public static string Standard(AgentPhase phase)
    {
        using var stream = typeof(AgentInstructions).Assembly.GetManifestResourceStream("OneShot.Core.Agents.Instructions." + NameOf(phase))!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string NameOf(AgentPhase phase) => phase == AgentPhase.Plan ? "planner.md" : "implementer.md";
}
