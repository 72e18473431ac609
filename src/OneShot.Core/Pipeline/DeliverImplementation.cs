using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Protection;
using OneShot.Core.Verifying;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Brings what the implementer made to the one-shot's branch, as one commit and after judging it;
/// tells the result on the pull request, and makes it ready unless somebody has to look first.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="repository">The repository.</param>
/// <param name="delivery">Takes an agent's work in.</param>
/// <param name="oneShot">The one-shot.</param>
/// <param name="policies">What becomes of protected files.</param>
/// <param name="reporter">Is told what is not delivered.</param>
internal sealed class DeliverImplementation(
    IForge forge,
    IGitRepository repository,
    IDelivery delivery,
    OneShotInfo oneShot,
    ProtectPolicies policies,
    IReporter reporter
)
{
    /// <summary>The label of a pull request with something in it that a person should see.</summary>
    public const string LookLabel = "oneshot:look";

    /// <summary>Whether the forge makes the commit, and signs it, instead of a push.</summary>
    public bool IsVerified { get; init; }

    /// <summary>
    /// Where the branch is, when a part of the bundle was delivered
    /// before; <see langword="null"/> where it is still at the start.
    /// </summary>
    public string? Onto { get; init; }

    /// <summary>Reads trunk's <c>.lfsconfig</c>, which may say where large files are pushed to.</summary>
    public Func<CancellationToken, Task<string?>> LargeFileConfig { get; init; } = _ => Task.FromResult<string?>(null);

    /// <summary>Whether what has the branch checked out goes back by itself, and brings the result to it then.</summary>
    public bool IsLeft { get; init; }

    /// <summary>What is asked of verifying.</summary>
    public VerifyMode Verify { get; init; } = VerifyMode.None;

    /// <summary>The command that verifies, where somebody named one.</summary>
    public string? VerifyCommand { get; init; }

    /// <summary>Finds the commit of trunk that the one-shot started from: it shows what there is to run.</summary>
    public Func<CancellationToken, Task<string>>? Trunk { get; init; }

    /// <summary>Whether jobs follow that verify: a workflow of an earlier OneShotInit has none.</summary>
    public bool CanVerify { get; init; } = true;

    /// <summary>Whether a job follows that awaits the team's own checks.</summary>
    public bool CanAwaitChecks { get; init; }

    /// <summary>Delivers a bundle; without one, explains that nothing had to be changed.</summary>
    /// <param name="remote">Where the branch is.</param>
    /// <param name="start">Where the branch was when the implementer began.</param>
    /// <param name="bundle">What it made; <see langword="null"/> when it changed nothing.</param>
    /// <param name="notes">What the pull request is told beside it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="OneShotException">OS6014: nothing of it can be delivered; where it is kept is said.</exception>
    public async Task<Delivery> RunAsync(
        Remote remote,
        string start,
        string? bundle,
        DeliveryNotes notes,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(notes);
        if (IsVerified && forge.Commits is null)
            throw OneShotErrors.CommitsNotVerified(forge.Name);
        var pull = (await forge.GetPullRequestAsync(oneShot.PrNumber, cancellationToken).ConfigureAwait(false)).OpenOf(
            oneShot.Branch
        );
        var (delivered, judgement) = await JudgeAsync(start, bundle, notes, cancellationToken).ConfigureAwait(false);
        var refusal = FindingsText.Refusal(judgement);
        foreach (var finding in judgement.Findings.Where(finding => finding.Policy == Policy.Block))
            reporter.Warn($"not delivered: {FindingsText.Line(finding)}");
        string? commit = null;
        WaitingCause? waits = null;
        if (judgement.Taken.Count > 0)
        {
            (commit, var signed, waits) = await PushAsync(remote, delivered!, judgement, notes, cancellationToken)
                .ConfigureAwait(false);
            notes = notes with { Signature = signed };
        }

        var whyNot = commit is null
            ? null
            : await WhyNotVerifiedAsync(judgement.Taken, cancellationToken).ConfigureAwait(false);
        if (commit is not null && whyNot is not null && Verify != VerifyMode.None)
            notes = notes with { NotVerified = $"Not verified: {whyNot}." };
        var text = ResultText.For(
            oneShot,
            judgement,
            notes with
            {
                Retry = refusal is null ? null : forge.Words.AfterTakenOut(oneShot.Run, KeptBundle.Artifact),
            }
        );
        await ResultComment
            .WriteAsync(forge, oneShot, null, RefusalNote.On(refusal, text), cancellationToken)
            .ConfigureAwait(false);
        if (judgement.Findings.Count > 0)
            await forge.Issues.LabelAsync(oneShot.PrNumber, [LookLabel], cancellationToken).ConfigureAwait(false);
        if (waits is { } cause && !(IsLeft && cause == WaitingCause.CheckedOut))
            reporter.Warn(WaitingResult.Line(oneShot.Branch, oneShot.Id, cause));
        if (commit is null)
        {
            await LabelAsync(OneShotStage.NoChanges, cancellationToken).ConfigureAwait(false);
            return new Delivery(null, text, refusal);
        }

        await new FinishPullRequest(forge, oneShot)
            .RunAsync(
                pull,
                whyNot is not null ? null
                    : Verify == VerifyMode.Checks ? ChecksText.Follows
                    : VerifyText.Follows,
                ResultText.For(oneShot, judgement, notes with { IsBuiltInToken = false }),
                judgement.StaysDraft || whyNot is null || VerifyRules.StaysDraft(Verify, whyNot),
                cancellationToken
            )
            .ConfigureAwait(false);
        var isUnverifiedDraft = VerifyRules.StaysDraft(Verify, whyNot);
        var isDraft = refusal is not null || ((judgement.StaysDraft || isUnverifiedDraft) && pull.IsDraft);
        var stage =
            whyNot is null ? OneShotStage.Verifying
            : isDraft ? OneShotStage.Draft
            : OneShotStage.Ready;
        await LabelAsync(stage, cancellationToken).ConfigureAwait(false);
        return new Delivery(commit, text, refusal)
        {
            IsWaiting = waits is not null,
            IsToBeVerified = whyNot is null,
            NotVerified = whyNot,
            StaysDraft = judgement.StaysDraft || isUnverifiedDraft,
        };
    }

    private bool CanDo => Verify == VerifyMode.Checks ? CanAwaitChecks : CanVerify;

    private async Task<string?> WhyNotVerifiedAsync(
        IReadOnlyList<ChangedFile> taken,
        CancellationToken cancellationToken
    )
    {
        var rule = VerifyRules.WhyNot(Verify, oneShot.Agent, CanDo, taken.Select(file => file.Path));
        if (rule is not null || Verify != VerifyMode.Auto || VerifyCommand is not null || Trunk is null)
            return rule;
        var trunk = await Trunk(cancellationToken).ConfigureAwait(false);
        return
            await new VerifyCommands(repository.FilesOf(trunk)).FindAsync(cancellationToken).ConfigureAwait(false)
                is null
            ? VerifyText.NothingFound
            : null;
    }

    private Task LabelAsync(OneShotStage stage, CancellationToken cancellationToken) =>
        StateLabel.TrySetAsync(forge, oneShot.PrNumber, stage, reporter.Warn, cancellationToken);

    private async Task<(Delivered? Delivered, Judgement Judgement)> JudgeAsync(
        string start,
        string? bundle,
        DeliveryNotes notes,
        CancellationToken cancellationToken
    )
    {
        if (bundle is null)
            return (null, new Judgement([], notes.LeftOut));
        try
        {
            var delivered = await delivery.OpenAsync(bundle, start, cancellationToken).ConfigureAwait(false);
            var judgement = await new Judge(delivery, policies)
                .RunAsync(delivered, cancellationToken)
                .ConfigureAwait(false);
            return (delivered, judgement with { Findings = [.. notes.LeftOut, .. judgement.Findings] });
        }
        catch (OneShotException exception)
            when (exception.Error.Code == CaughtCode.DeliveryRefused && File.Exists(bundle))
        {
            throw KeptBundle.Named(exception, forge.Words, oneShot.Run, bundle, delivery.MayUnpack(bundle));
        }
    }

    private async Task<(string Commit, string? Signature, WaitingCause? Waits)> PushAsync(
        Remote remote,
        Delivered delivered,
        Judgement judgement,
        DeliveryNotes notes,
        CancellationToken cancellationToken
    )
    {
        var message = DeliveryCommit.Message(
            oneShot,
            notes.Title,
            delivered.Subjects,
            notes.SubmittedBy,
            IsVerified ? delivery.Committer : null
        );
        var onto = Onto ?? delivered.Start;
        var commit = await delivery
            .TakeAsync(delivered with { Start = onto }, judgement.Taken, message, cancellationToken)
            .ConfigureAwait(false);
        await repository
            .PushLargeFilesAsync(remote, delivered.Start, commit, LargeFileConfig, cancellationToken)
            .ConfigureAwait(false);
        if (IsVerified)
        {
            var verified = new VerifiedCommit(forge.Commits!, repository, delivery, reporter);
            var (made, signature) = await verified
                .RunAsync(remote, oneShot.Branch, onto, commit, message, cancellationToken)
                .ConfigureAwait(false);
            return (made, signature, null);
        }

        if (
            onto != delivered.Start
            && (await delivery.CompareAsync(onto, commit, cancellationToken).ConfigureAwait(false)).Files.Count == 0
        )
            return (onto, null, null);
        if (remote.IsOwn)
            return (commit, null, await BringAsync(remote, onto, commit, cancellationToken).ConfigureAwait(false));
        var update = new RefUpdate(RefName.OfBranch(oneShot.Branch), onto, commit);
        if (
            await repository.PushAsync(remote, [update], hooks: null, cancellationToken).ConfigureAwait(false)
                == PushOutcome.Done
            || await HasArrivedAsync(remote, update, cancellationToken).ConfigureAwait(false)
        )
            return (commit, null, null);
        throw OneShotErrors.BranchMoved(oneShot.Branch);
    }

    // What a worktree has checked out, and what somebody has committed to, is its user's; then
    // the result waits, and so may an earlier one that this stands on. Returns why it waits.
    private async Task<WaitingCause?> BringAsync(
        Remote own,
        string start,
        string commit,
        CancellationToken cancellationToken
    )
    {
        var (branch, result) = (RefName.OfBranch(oneShot.Branch), WaitingResult.RefOf(oneShot.Id));
        var move = new RefUpdate(branch, start, commit);

        // Mostly nobody was there, and nothing waits.
        RefUpdate[] updates = [move, new RefUpdate(result, null, null)];
        var outcome = await repository.PushAsync(own, updates, hooks: null, cancellationToken).ConfigureAwait(false);
        if (outcome == PushOutcome.Done)
            return null;
        var refs = (
            await repository.ListRemoteAsync(own, [branch, result], cancellationToken).ConfigureAwait(false)
        ).Refs;
        var (tip, waiting) = (refs.GetValueOrDefault(branch), refs.GetValueOrDefault(result));
        if (tip is not null && await StandsOnAsync(commit, tip).ConfigureAwait(false))
            return null; // by an attempt that was stopped
        var expected =
            waiting == start && tip is not null && await StandsOnAsync(tip, start).ConfigureAwait(false) ? tip : start;
        move = new RefUpdate(branch, expected, commit);
        updates = waiting is null ? [move] : [move, new RefUpdate(result, waiting, null)];
        outcome = await repository.PushAsync(own, updates, hooks: null, cancellationToken).ConfigureAwait(false);
        if (outcome == PushOutcome.Done)
            return null;
        var cause = (outcome, tip) switch
        {
            (PushOutcome.CheckedOut, _) => WaitingCause.CheckedOut,
            (_, null) => WaitingCause.Gone,
            _ => WaitingCause.WentOn,
        };
        if (waiting == commit)
            return cause;
        var keep = new RefUpdate(result, waiting, commit);
        outcome = await repository.PushAsync(own, [keep], hooks: null, cancellationToken).ConfigureAwait(false);
        return outcome == PushOutcome.Done ? cause : throw OneShotErrors.BranchMoved(oneShot.Branch);

        Task<bool> StandsOnAsync(string ancestor, string descendant) =>
            repository.StandsOnAsync(ancestor, descendant, cancellationToken);
    }

    // By an attempt that was stopped after its push.
    private async Task<bool> HasArrivedAsync(Remote remote, RefUpdate update, CancellationToken cancellationToken) =>
        (
            await repository.ListRemoteAsync(remote, [update.Ref], cancellationToken).ConfigureAwait(false)
        ).Refs.GetValueOrDefault(update.Ref) == update.New;
}
