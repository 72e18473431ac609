using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;
using OneShot.Core.Verifying;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Tells what verifying found, and makes the pull request ready where it is green. It runs no code of the repository.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="repository">The repository.</param>
/// <param name="oneShot">The one-shot.</param>
/// <param name="mode">What was asked.</param>
/// <param name="reporter">Is told.</param>
internal sealed class ConcludeVerification(
    IForge forge,
    IGitRepository repository,
    OneShotInfo oneShot,
    VerifyMode mode,
    IReporter reporter
)
{
    private const int LongestDescription = 140;

    /// <summary>How often what was red went back to the agent.</summary>
    public int Rounds { get; init; }

    /// <summary>
    /// Reads what the job that verifies handed over. Whatever ran there may have written it: of another commit than the
    /// one that was delivered it is none.
    /// </summary>
    /// <param name="handOver">The folder that jobs hand over.</param>
    /// <param name="commit">The commit that was delivered.</param>
    /// <returns>The report; <see langword="null"/> where it was lost.</returns>
    public static VerifyReport? Handed(ImplFolder handOver, string commit) =>
        handOver.Read(PlanFiles.Verified, VerifyReport.Limit) is { } bytes
        && VerifyReport.Read(bytes) is { } report
        && report.Commit == commit
        && (report.Head is null || report.Head.Commit == commit)
            ? report
            : null;

    /// <summary>Concludes.</summary>
    /// <param name="remote">Where the branch is.</param>
    /// <param name="commit">The commit that was delivered.</param>
    /// <param name="staysDraft">Whether somebody has to look at it, whatever was found.</param>
    /// <param name="report">What was <see cref="Handed"/> over.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OneShotException">OS6021: it is not verified, though it should be.</exception>
    public async Task RunAsync(
        Remote remote,
        string commit,
        bool staysDraft,
        VerifyReport? report,
        CancellationToken cancellationToken
    )
    {
        var found = Verification.Of(report) with { Rounds = Rounds };
        var isThere = await IsThereAsync(remote, commit, cancellationToken).ConfigureAwait(false);
        var line = isThere ? found.Line : $"{found.Line}; {oneShot.Branch} has gone on since";
        var isBad = !isThere || found.Verified is false || (found.Verified is null && mode == VerifyMode.Required);
        if (found.Verified is { } isGreen)
            await SetStatusAsync(commit, isGreen, found.Line, cancellationToken).ConfigureAwait(false);
        var again = isBad ? RetryText.For(forge.Words, oneShot.Run) : null;
        var section = VerifyText.Section(report, isThere ? again : $"The branch has gone on since. {again}");
        if (isBad || found.Verified is not null)
            await forge
                .Issues.CommentAsync(
                    oneShot.PrNumber,
                    oneShot.Marker(HiddenMarker.Verified),
                    section,
                    cancellationToken
                )
                .ConfigureAwait(false);
        var pull = (await forge.GetPullRequestAsync(oneShot.PrNumber, cancellationToken).ConfigureAwait(false)).OpenOf(
            oneShot.Branch
        );
        var body = BodySection.Put(
            pull.Body,
            oneShot.Marker(HiddenMarker.Verified),
            found.Verdict is { } verdict ? $"{VerdictMarker.Write(verdict)}\n{section}" : section,
            before: oneShot.Marker(HiddenMarker.Result)
        );
        if (body != pull.Body)
            await forge.UpdatePullRequestAsync(pull.Number, null, body, cancellationToken).ConfigureAwait(false);
        var isHeld = staysDraft || found.IsHeld;
        if (!isBad && !isHeld)
            await forge.MarkReadyAsync(pull.Number, cancellationToken).ConfigureAwait(false);
        var stage =
            isBad ? OneShotStage.Unverified
            : isHeld ? OneShotStage.Draft
            : OneShotStage.Ready;
        await StateLabel.TrySetAsync(forge, pull.Number, stage, reporter.Warn, cancellationToken).ConfigureAwait(false);
        if (isBad)
            throw OneShotErrors.NotVerified(oneShot.Id, line);
        reporter.Progress(line);
        if (isHeld)
            reporter.Warn("the pull request stays a draft: somebody has to look at it first");
    }

    // A token of one's own need not have that right; the pull request tells it all the same.
    private async Task SetStatusAsync(string commit, bool isGreen, string line, CancellationToken cancellationToken)
    {
        var status = new CommitStatus(
            commit,
            isGreen ? "success" : "failure",
            SafeText.Excerpt(line, LongestDescription),
            oneShot.RunUrl
        );
        try
        {
            await forge.SetStatusAsync(status, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Exit == ExitCode.Refused)
        {
            reporter.Warn($"the status {CommitStatus.Context} could not be set: {exception.Error.Message}");
        }
    }

    // Of a branch that its user has checked out, the result waits under a ref of its own.
    private async Task<bool> IsThereAsync(Remote remote, string commit, CancellationToken cancellationToken)
    {
        var waiting = WaitingResult.RefOf(oneShot.Id);
        string[] names = remote.IsOwn
            ? [RefName.OfBranch(oneShot.Branch), waiting]
            : [RefName.OfBranch(oneShot.Branch)];
        var refs = await repository.ListRemoteAsync(remote, names, cancellationToken).ConfigureAwait(false);
        return refs.Branch(oneShot.Branch) == commit || refs.Refs.GetValueOrDefault(waiting) == commit;
    }
}
