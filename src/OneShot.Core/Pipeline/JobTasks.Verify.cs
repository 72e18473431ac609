using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Verifying;

namespace OneShot.Core.Pipeline;

/// <content>What is done after the delivery.</content>
internal sealed partial class JobTasks
{
    /// <summary>Runs the repository's own build and tests on trunk, for the jobs that compare with it.</summary>
    /// <param name="cancellationToken">Ends them.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS2080 to OS2088, or one of OS3.</exception>
    public Task VerifyBaselineAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            await _site.SettleAsync(cancellationToken).ConfigureAwait(false);
            var state = await _site.StateAsync(cancellationToken).ConfigureAwait(false);
            var start = await ports.Places.StartOfAsync("HEAD", cancellationToken).ConfigureAwait(false);
            _site.HandOver.Make();
            using var run = new VerifyRun(
                new VerifyRequest(start, start, _site.Limits, _site.HandOver.Path),
                ports.Agents,
                await ports.Places.CheckoutsAsync(state, cancellationToken).ConfigureAwait(false),
                new NoBaselines(),
                ports.BinaryLogs,
                ports.Reporter
            );
            var report = await run.OfTrunkAsync(ports.Repository, cancellationToken).ConfigureAwait(false);
            _site.HandOver.Write(PlanFiles.Baseline, report.ToBytes());
        });

    // The job that asks has trunk checked out.
    private async Task<bool> HasBaselineAsync(string agent, CancellationToken cancellationToken)
    {
        var (limits, head) = (
            _site.Limits,
            await ports.Repository.ReadHeadAsync(cancellationToken).ConfigureAwait(false)
        );
        return limits.Verify is not (VerifyMode.None or VerifyMode.Checks)
            && agent != AgentName.Rehearsal
            && head.Commit is { } trunk
            && await TrunkCommand
                .FindAsync(ports.Repository.FilesOf(trunk), limits.VerifyCommand, cancellationToken)
                .ConfigureAwait(false)
                is not null;
    }

    private void RequireGreenTrunk()
    {
        if (!_site.Limits.NeedsGreenTrunk)
            return;
        var baseline = HandedBaseline.In(_site.HandOver);
        if (baseline.Result is null)
            ports.Reporter.Warn(
                "no job has verified trunk: whether it is green, as --verify-baseline wants, is not known"
            );
        HandedBaseline.RequireGreen(baseline.Result);
    }

    // With what another job has seen on trunk: nothing else of it is here, and the history need not be. What lies in the
    // tree itself may be anybody's.
    private async Task<RoundVerification?> RoundsAsync(
        IWorkTree tree,
        AgentTask task,
        CancellationToken cancellationToken
    )
    {
        var baseline = HandedBaseline.In(_site.HandOver);
        if (
            request.HandOver is null
            || baseline.Result is not { } trunk
            || !_site.Limits.HasRounds(task.Agent, trunk.Command)
            || _site.Limits.VerifySetup.Count > 0 // its steps need trunk's files
        )
            return null;
        var state = await _site.StateAsync(cancellationToken).ConfigureAwait(false);
        return new RoundVerification(
            tree,
            new VerifyRequest(trunk.Commit, tree.Start, _site.Limits, _site.HandOver.Path),
            new TrunkCommand(trunk.Command, task.FeedFiles ?? []),
            ports.Agents,
            baseline,
            await ports.Places.CheckoutsAsync(state, cancellationToken).ConfigureAwait(false),
            ports.BinaryLogs,
            ports.Reporter
        );
    }

    /// <summary>Runs the repository's own build and tests on what was delivered, and hands over what they said.</summary>
    /// <param name="cancellationToken">Ends them.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS6021: it is not green; OS2016, OS2080 to OS2088, or one of OS3.</exception>
    public Task VerifyImplementationAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            await _site.SettleAsync(cancellationToken).ConfigureAwait(false);
            var state = await _site.StateAsync(cancellationToken).ConfigureAwait(false);
            var commit =
                request.Commit ?? throw OneShotErrors.ArgumentNeeded("VerifyImplementation", "delivered-commit");
            var start = await ports.Places.StartOfAsync(commit, cancellationToken).ConfigureAwait(false);
            _site.HandOver.Make();
            using var run = new VerifyRun(
                new VerifyRequest(start, commit, _site.Limits, _site.HandOver.Path),
                ports.Agents,
                await ports.Places.CheckoutsAsync(state, cancellationToken).ConfigureAwait(false),
                HandedBaseline.In(_site.HandOver),
                ports.BinaryLogs,
                ports.Reporter
            );
            var report = await run.RunAsync(ports.Repository, cancellationToken).ConfigureAwait(false);
            _site.HandOver.Write(PlanFiles.Verified, report.ToBytes());
            RequireGreen(report);
        });

    // The job is red, too: "Re-run failed jobs" verifies once more then, and does not only tell the same again.
    private void RequireGreen(VerifyReport report)
    {
        if (Verification.Of(report) is { Verified: false } found)
            throw OneShotErrors.NotVerified(request.Given.DistinctId ?? request.Commit!, found.Line);
        ports.Reporter.Progress(VerifyText.Line(report));
    }

    /// <summary>Waits for what the team's own CI says of what was delivered, and hands that over.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS6021: it is not green, or OS2016 or OS2098.</exception>
    public Task AwaitChecksAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            var oneShot = _site.OneShot("AwaitChecks");
            var commit = request.Commit ?? throw OneShotErrors.ArgumentNeeded("AwaitChecks", "delivered-commit");
            await _site.SettleForDeliveryAsync(cancellationToken).ConfigureAwait(false);
            var forge = await _site.ForgeAsync(cancellationToken).ConfigureAwait(false);
            var checks = forge.Checks ?? throw OneShotErrors.ChecksNotHere(forge.Name, "required");
            var start = await ports.Places.StartOfAsync(commit, cancellationToken).ConfigureAwait(false);
            _site.HandOver.Make();
            _site.HandOver.Remove(PlanFiles.Verified); // of an earlier attempt
            var asked = new ChecksRequest(start, commit, _site.Limits.TimeOfChecks)
            {
                Run = request.RunId,
                IsBuiltInToken = request.BuiltInToken,
            };
            var report = new VerifyReport
            {
                Commit = commit,
                Checks = await new AwaitChecks(asked, forge, checks, ports.Reporter, ports.Clock)
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false),
            };
            _site.HandOver.Write(PlanFiles.Verified, report.ToBytes());
            RequireGreen(report);
        });

    /// <summary>Tells what verifying found, and makes the pull request ready where it is green.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS6021: it is not green, or one of OS4.</exception>
    public Task ConcludeVerificationAsync(CancellationToken cancellationToken) =>
        TaskAsync(async () =>
        {
            var oneShot = _site.OneShot("ConcludeVerification");
            var commit =
                request.Commit ?? throw OneShotErrors.ArgumentNeeded("ConcludeVerification", "delivered-commit");
            await _site.SettleForDeliveryAsync(cancellationToken).ConfigureAwait(false);
            var forge = await _site.ForgeAsync(cancellationToken).ConfigureAwait(false);
            var report = await new PlannedTests(forge, oneShot, ports.Reporter)
                .InAsync(ConcludeVerification.Handed(_site.HandOver, commit), _site.ToldPlan, cancellationToken)
                .ConfigureAwait(false);
            var verdict = (Verification.Of(report) with { Rounds = request.RoundsDone }).Verdict;
            Receipt = Receipt with
            {
                Commit = commit,
                Verified = verdict?.Verified,
                Tests = verdict?.Tests,
                Rounds = verdict?.Rounds,
                Summary = VerifyText.Section(report, null),
            };
            await new ConcludeVerification(
                forge,
                ports.Repository,
                oneShot,
                _site.Terms.ToLimits().Verify,
                ports.Reporter
            )
            {
                Rounds = request.RoundsDone,
            }
                .RunAsync(
                    await _site.RemoteAsync(cancellationToken).ConfigureAwait(false),
                    commit,
                    request.StaysDraft,
                    report,
                    cancellationToken
                )
                .ConfigureAwait(false);
        });
}
