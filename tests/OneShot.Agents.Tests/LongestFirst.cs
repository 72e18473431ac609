[assembly: TestCollectionOrderer("OneShot.Agents.Tests.LongestFirst", "OneShot.Agents.Tests")]

namespace OneShot.Agents.Tests;

/// <summary>The long classes begin first, so that no core stands idle at the end.</summary>
public sealed class LongestFirst()
    : CollectionOrder(
        "WorkflowTests",
        "OpenCodeTests",
        "SandboxedAgentTests",
        "PiTests",
        "RecordingTests+OpenCode",
        "ClaudeTests",
        "CopilotTests",
        "GeminiTests",
        "NpmTests",
        "CodexTests"
    );
