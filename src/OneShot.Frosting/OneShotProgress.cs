using OneShot.Core.Dispatch;
using OneShot.Core.Pipeline;

namespace OneShot.Frosting;

/// <summary>How far a build's one-shot is.</summary>
public sealed class OneShotProgress
{
    /// <summary>
    /// What was made so far, in a preview a <see cref="PreviewReceipt"/>; <see langword="null"/> before the branch is
    /// made, and in the jobs of a workflow.
    /// </summary>
    public DispatchReceipt? Receipt => Report?.Dispatched ?? Verb?.Dispatched;

    /// <summary>What is done on the user's side.</summary>
    internal IOneShotVerb? Verb { get; set; }

    /// <summary>The report that was written since.</summary>
    internal ReportVerb? Report { get; set; }

    /// <summary>The file that receives the receipt.</summary>
    internal string? Result { get; set; }

    /// <summary>Whether standard output is one JSON document.</summary>
    internal bool IsJson { get; set; }

    /// <summary>The workflow's side, in a job.</summary>
    internal JobTasks? Jobs { get; set; }

    /// <summary>What must be shown nowhere.</summary>
    internal HashSet<string> Secrets { get; } = new(StringComparer.Ordinal);
}
