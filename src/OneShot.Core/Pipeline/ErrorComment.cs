using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>Tells on the pull request, and on the issue that is planned for, how a run did not end well.</summary>
internal static class ErrorComment
{
    /// <summary>Tells what failed, what of it was refused, and how to try again.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="oneShot">The one-shot.</param>
    /// <param name="usages">What the sessions used that ran.</param>
    /// <param name="work">What did not finish: <see cref="PipelineJob.Work"/>.</param>
    /// <param name="exception">Why.</param>
    /// <param name="reporter">Is told what can't be shown.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task WriteAsync(
        IForge forge,
        OneShotInfo oneShot,
        IReadOnlyList<AgentUsage> usages,
        PipelineWork work,
        OneShotException exception,
        IReporter reporter,
        CancellationToken cancellationToken
    )
    {
        var retry =
            work == PipelineWork.Delivering
                ? RetryText.OfDelivering(forge.Words, exception, oneShot.Run)
                : RetryText.For(forge.Words, oneShot.Run);
        var text = ErrorText.For(oneShot, usages, work, exception.Error, exception.Tail, retry);
        text = RefusalNote.On(Refusal.Of(exception), text);
        // Who can't comment may label, and the other way round: both are tried.
        var stage = exception.Error.Exit == ExitCode.Cancelled ? OneShotStage.Cancelled : OneShotStage.Failed;
        await StateLabel
            .TrySetAsync(forge, oneShot.PrNumber, stage, reporter.Warn, cancellationToken)
            .ConfigureAwait(false);
        await ResultComment
            .WriteAsync(forge, oneShot, oneShot.PlanIssue, text, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Tells that somebody stopped the run.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="oneShot">The one-shot.</param>
    /// <param name="usages">What the sessions used that ran.</param>
    /// <param name="issue">The issue that is told too; <see langword="null"/> for none.</param>
    /// <param name="reporter">Is told what can't be shown.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task CancelledAsync(
        IForge forge,
        OneShotInfo oneShot,
        IReadOnlyList<AgentUsage> usages,
        int? issue,
        IReporter reporter,
        CancellationToken cancellationToken
    )
    {
        var text = (
            $"The run was cancelled; nothing more of it reaches `{oneShot.Branch}`. "
            + $"{RetryText.For(forge.Words, oneShot.Run)}"
        ).TrimEnd();
        text = UsageNotes.Under(text, oneShot, usages);
        await ResultComment.WriteAsync(forge, oneShot, issue, text, cancellationToken).ConfigureAwait(false);
        await StateLabel
            .TrySetAsync(forge, oneShot.PrNumber, OneShotStage.Cancelled, reporter.Warn, cancellationToken)
            .ConfigureAwait(false);
    }
}
