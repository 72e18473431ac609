using Xunit.Abstractions;

[assembly: TestCollectionOrderer("OneShot.Agents.Tests.LongestFirst", "OneShot.Agents.Tests")]

namespace OneShot.Agents.Tests;

/// <summary>The long classes begin first, so that no core stands idle at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Order =
    [
        ".WorkflowTests",
        ".OpenCodeTests",
        ".SandboxedAgentTests",
        ".PiTests",
        ".RecordingTests+OpenCode",
        ".ClaudeTests",
        ".CopilotTests",
        ".GeminiTests",
        ".NpmTests",
        ".CodexTests",
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Rank(collection.DisplayName));

    private static int Rank(string name)
    {
        var rank = Array.FindIndex(Order, part => name.Contains(part, StringComparison.Ordinal));
        return rank < 0 ? Order.Length : rank;
    }
}
