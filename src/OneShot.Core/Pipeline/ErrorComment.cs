using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>Tells on the pull request, and on the issue that is planned for, how a run did not end well.</summary>
internal static class FailureComment
{
    /// <summary>Tells what failed, what of it was refused, and how to try again.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="facts">The one-shot.</param>
    /// <param name="handOver">The folder that jobs hand over.</param>
    /// <param name="work">What did not finish: <see cref="PipelineJob.Work"/>.</param>
    /// <param name="failure">Why.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static Task WriteAsync(
        IForge forge,
        OneShotFacts facts,
        ImplFolder handOver,
        PipelineWork work,
        OneShotException failure,
        CancellationToken cancellationToken
    )
    {
        var retry =
            work == PipelineWork.Delivering
                ? RetryText.OfDelivering(forge.Words, failure, facts.Run)
                : RetryText.For(forge.Words, facts.Run);
        var text = FailureText.For(facts, handOver, work, failure.Error, failure.Tail, retry);
        text = RefusalNote.On(Refusal.Of(failure), text);
        return ResultComment.WriteAsync(forge, facts, facts.PlanIssue, text, cancellationToken);
    }

    /// <summary>Tells that somebody stopped the run.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="facts">The one-shot.</param>
    /// <param name="handOver">The folder that jobs hand over.</param>
    /// <param name="issue">The issue that is told too; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static Task CancelledAsync(
        IForge forge,
        OneShotFacts facts,
        ImplFolder handOver,
        int? issue,
        CancellationToken cancellationToken
    )
    {
        var text = (
            $"The run was cancelled; nothing more of it reaches `{facts.Branch}`. "
            + $"{RetryText.For(forge.Words, facts.Run)}"
        ).TrimEnd();
        return ResultComment.WriteAsync(forge, facts, issue, SandboxNote.Under(text, handOver), cancellationToken);
    }
}
