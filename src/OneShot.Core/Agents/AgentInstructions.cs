using System.Text;

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
        var own = new FileInfo(Path.Combine(tree, ".oneshot", NameOf(phase)));
        return own is { Exists: true, LinkTarget: null, Length: > 0 and <= Limit } ? File.ReadAllText(own.FullName) : Standard(phase);
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
