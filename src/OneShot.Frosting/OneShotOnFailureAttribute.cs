namespace OneShot.Frosting;

/// <summary>
/// On a task of a build: when its body fails, a one-shot is dispatched with what failed, and the build
/// fails as it would without. By default only in CI and not in the build of a pull request
/// (<c>--on-failure=always</c> or <c>never</c> changes that, which is all that a developer's machine is told); the same failures of the same commit are
/// dispatched once, from whichever machine; nothing is followed, and a dispatch that fails is one line
/// of the log. Agent, model, base and forge are those of the build's own arguments, code or variables.
/// </summary>
/// <remarks>
/// Patterns count from the top of the repository; files older than
/// this run of the build are those of an earlier one, and left alone.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OneShotOnFailureAttribute : Attribute
{
    /// <summary>TRX files that the task lets write, such as <c>artifacts/**/*.trx</c>.</summary>
    public string? FromTrx { get; set; }

    /// <summary>JUnit XML files that the task lets write.</summary>
    public string? FromJunit { get; set; }

    /// <summary>SARIF files that the task lets write.</summary>
    public string? FromSarif { get; set; }

    /// <summary>Outputs of builds that the task lets write.</summary>
    public string? FromLog { get; set; }

    /// <summary>Binary logs of builds that the task lets write.</summary>
    public string? FromBinlog { get; set; }

    /// <summary>
    /// Dispatches also where what failed is in files that differ from the commit, as after a build that writes into
    /// its sources; no commit is named then.
    /// </summary>
    public bool AllowDirty { get; set; }

    /// <summary>A text of your own that stands before the failures.</summary>
    public string? Prompt { get; set; }
}
