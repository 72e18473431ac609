using OneShot.Core.Model;

namespace OneShot.Core.Verifying;

/// <summary>What is to be verified.</summary>
/// <param name="Start">The commit that the one-shot started from.</param>
/// <param name="Commit">The commit that was delivered.</param>
/// <param name="Limits">What was asked, and what the command may use and reach.</param>
/// <param name="Logs">A folder for what the command prints.</param>
internal sealed record VerifyRequest(string Start, string Commit, AgentLimits Limits, string Logs)
{
    /// <summary>What is left for the command, where that is less than the limits say.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>
    /// How the command ended on what was delivered, where that is known of this machine; <see langword="null"/> runs it.
    /// </summary>
    public VerifyResult? Known { get; init; }

    /// <summary>Folders that no sandbox shows.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];
}
