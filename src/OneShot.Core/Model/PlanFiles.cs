namespace OneShot.Core.Model;

/// <summary>
/// The files that go from one job to the next, in a work tree's <c>.impl</c>. They never reach trunk.
/// </summary>
internal static class PlanFiles
{
    /// <summary>Their folder, and the beginning of their paths.</summary>
    public const string Folder = ".impl";

    /// <summary>The prompt, for the planner.</summary>
    public const string Task = "task.md";

    /// <summary>What was read of the issue that is planned for, for the planner.</summary>
    public const string Issue = "issue.md";

    /// <summary>The plan.</summary>
    public const string Plan = "plan.md";

    /// <summary>What became of the planning.</summary>
    public const string PlanResult = "plan-result.json";

    /// <summary>What the implementer says it did, for the pull request.</summary>
    public const string Summary = "summary.md";

    /// <summary>What of an earlier session's work was refused, a line each, for the implementer.</summary>
    public const string Refused = "refused.txt";

    /// <summary>The implementer's commits.</summary>
    public const string Bundle = "implementation.bundle";

    /// <summary>The commit that the implementer began with.</summary>
    public const string Start = "start";

    /// <summary>What a session made whose rounds have not ended: it was paid for.</summary>
    public const string Rounds = "rounds.json";

    /// <summary>What the last of the rounds has seen, for this machine's own verifying of the same.</summary>
    public const string RoundVerified = "round-verified.json";

    /// <summary>How the command that verifies ends on trunk, for the jobs that compare with it.</summary>
    public const string Baseline = "baseline.json";

    /// <summary>What verifying found, for the job that concludes.</summary>
    public const string Verified = "verified.json";

    /// <summary>The workflow's own folders at the top of a one-shot's branch.</summary>
    public static IReadOnlyList<string> OwnFolders { get; } =
    [Folder, Prompt.Path[..Prompt.Path.IndexOf('/', StringComparison.Ordinal)]];

    /// <summary>Whether a path is one of these folders, or lies in one.</summary>
    /// <param name="path">The path, from the top of the tree.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public static bool IsOwn(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return OwnFolders.Contains(path.Split('/', 2)[0]);
    }
}
