using OneShot.Core.Model;

namespace OneShot.Core.Pipeline;

/// <summary>What a pull request is told of the sessions that ran, however they ended.</summary>
internal static class UsageNotes
{
    /// <summary>Tells what they cost.</summary>
    /// <param name="oneShot">The one-shot.</param>
    /// <param name="usages">What the sessions used.</param>
    /// <returns>A line of Markdown; <see langword="null"/> where none ran that costs.</returns>
    public static string? Cost(OneShotInfo oneShot, IReadOnlyList<AgentUsage> usages) =>
        oneShot.Agent == AgentName.Rehearsal || UsageText.Told(usages) is not { } cost ? null
        : oneShot.RunUrl is { } run ? $"{cost} ([run]({run}))."
        : cost + ".";

    /// <summary>Puts what they cost, and the sandbox they ran in, under what did not end well.</summary>
    /// <param name="text">What is told of that.</param>
    /// <param name="oneShot">The one-shot.</param>
    /// <param name="usages">What the sessions used.</param>
    /// <returns>Markdown.</returns>
    public static string Under(string text, OneShotInfo oneShot, IReadOnlyList<AgentUsage> usages)
    {
        string?[] parts = [text, Cost(oneShot, usages), SandboxNote.For(usages)];
        return string.Join("\n\n", parts.OfType<string>());
    }
}
