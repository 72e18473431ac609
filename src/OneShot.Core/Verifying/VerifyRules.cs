using OneShot.Core.Model;

namespace OneShot.Core.Verifying;

/// <summary>Whether there is anything to verify.</summary>
internal static class VerifyRules
{
    /// <summary>Why nothing is verified where nobody wants it.</summary>
    public const string NobodyAsked = "nobody asked for it (--verify=none)";

    /// <summary>Why nothing is verified under a workflow that lacks the job.</summary>
    public const string NoJob = "the workflow has no job that does; oneshot init writes one";

    /// <summary>Why no check is awaited under a workflow that lacks the job.</summary>
    public const string NoChecksJob = "the workflow has no job that awaits checks; oneshot init writes one";

    private static readonly HashSet<string> Documents = new(StringComparer.OrdinalIgnoreCase)
    {
        ".md",
        ".markdown",
        ".rst",
        ".adoc",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".pdf",
    };

    /// <summary>Why what is delivered is not verified.</summary>
    /// <param name="mode">What was asked.</param>
    /// <param name="agent">The agent that made it.</param>
    /// <param name="canVerify">Whether jobs follow that verify.</param>
    /// <param name="paths">The files that are delivered.</param>
    /// <returns>The reason; <see langword="null"/> where it is verified.</returns>
    public static string? WhyNot(VerifyMode mode, string agent, bool canVerify, IEnumerable<string> paths) =>
        mode == VerifyMode.None ? NobodyAsked
        : agent == AgentName.Rehearsal ? "a rehearsal writes a document, and no code"
        : !canVerify ? (mode == VerifyMode.Checks ? NoChecksJob : NoJob)
        : paths.All(path => Documents.Contains(Path.GetExtension(path))) ? "only documents were changed"
        : null;

    /// <summary>Whether what is not verified stays a draft.</summary>
    /// <param name="mode">What was asked.</param>
    /// <param name="whyNot">Why it is not verified; <see langword="null"/> where it will be.</param>
    public static bool StaysDraft(VerifyMode mode, string? whyNot) =>
        whyNot is not null && (mode == VerifyMode.Required || whyNot == NoChecksJob);
}
