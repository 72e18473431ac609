namespace OneShot.Core.Pipeline;

/// <summary>When a job runs: in the words of a workflow, and as what they mean.</summary>
/// <param name="Words">The expression, as it stands behind <c>if:</c>.</param>
/// <param name="Holds">Whether it holds, by what is known of the jobs before.</param>
internal sealed record JobCondition(string Words, Func<PipelineState, bool> Holds)
{
    /// <summary>Whoever owns the repository has not switched everything off.</summary>
    public static JobCondition Enabled { get; } = new("vars.ONESHOT_ENABLED != 'false'", state => !state.IsDisabled);

    /// <summary>Whoever owns the repository has switched everything off.</summary>
    public static JobCondition Disabled { get; } = new("vars.ONESHOT_ENABLED == 'false'", state => state.IsDisabled);

    /// <summary>The workflow was not called by another, which has prepared the run.</summary>
    public static JobCondition ByHand { get; } = new("inputs.program_sha256 == ''", state => !state.IsCalled);

    /// <summary>Nobody has stopped the run; whatever failed before.</summary>
    public static JobCondition NotCancelled { get; } = new("(!cancelled())", state => !state.IsCancelled);

    /// <summary>Somebody has stopped the run.</summary>
    public static JobCondition Cancelled { get; } = new("cancelled()", state => state.IsCancelled);

    /// <summary>A pull request is known, which can be told.</summary>
    public static JobCondition HasPullRequest { get; } =
        new("(inputs.pr_number || needs.prepare.outputs.pr_number) != ''", _ => true);

    /// <summary>Whether it says itself how the jobs before may have ended; otherwise all have to be well.</summary>
    public bool AsksHowJobsEnded => Words.Contains("cancelled()", StringComparison.Ordinal);

    /// <summary>A job ended well.</summary>
    public static JobCondition Succeeded(string job) =>
        new($"needs.{job}.result == 'success'", state => state[job] == JobOutcome.Success);

    /// <summary>A job ended well, or did not have to run.</summary>
    public static JobCondition NotFailed(string job) =>
        new(
            $"needs.{job}.result != 'failure' && needs.{job}.result != 'cancelled'",
            state => state[job] is JobOutcome.Success or JobOutcome.Skipped
        );

    /// <summary>A job said yes.</summary>
    public static JobCondition IsTrue(string job, string output) =>
        new($"needs.{job}.outputs.{output} == 'true'", state => state.OutputOf(job, output) == "true");

    /// <summary>A job left something.</summary>
    public static JobCondition IsThere(string job, string output) =>
        new($"needs.{job}.outputs.{output} != ''", state => state.OutputOf(job, output).Length > 0);

    /// <summary>One of both holds.</summary>
    public static JobCondition operator |(JobCondition left, JobCondition right) =>
        new($"({left.Words} || {right.Words})", state => left.Holds(state) || right.Holds(state));

    /// <summary>Both hold.</summary>
    public static JobCondition operator &(JobCondition left, JobCondition right) =>
        new($"{left.Words} && {right.Words}", state => left.Holds(state) && right.Holds(state));
}
