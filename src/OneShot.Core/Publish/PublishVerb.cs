using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Publish;

/// <summary>
/// Makes a finished one-shot of the local forge a pull request on GitHub.
/// Doing it twice does it once; commits that were added since go along.
/// </summary>
/// <param name="request">What is asked.</param>
/// <param name="ports">Everything outside.</param>
internal sealed class PublishVerb(PublishRequest request, VerbPorts ports) : IVerb
{
    private OpenJournals? _journals;

    /// <summary>What was published; <see langword="null"/> before it is.</summary>
    public PublishReceipt? Receipt { get; private set; }

    Receipt? IVerb.Receipt => Receipt;

    /// <summary>Pushes the branch and opens the pull request, ready for review.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS2019, OS2028, OS3004, OS3013,
    /// OS5002, OS5011 to OS5013, or what push and forge say.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        try
        {
            var state = await ports
                .Repository.DescribeAsync(request.Forge.RemoteName, cancellationToken)
                .ConfigureAwait(false);
            if (state.Remote is null)
                throw OneShotErrors.RemoteMissing(request.Forge.RemoteName);
            _journals = new OpenJournals(ports.JournalsOf(state));
            var journal = await NamedAsync(_journals, state, cancellationToken).ConfigureAwait(false);
            _journals.Hold(journal.Id);
            var (run, pull) = await FinishedAsync(journal, state, cancellationToken).ConfigureAwait(false);
            var delivered = run.Commit ?? journal.Commit!;
            var waiting = await new WaitingResults(ports.Repository, state)
                .LookAsync(() => [journal], cancellationToken)
                .ConfigureAwait(false);
            var tip = waiting.TryGetValue(journal.Id, out var result)
                ? Whole(journal, result)
                : await TipAsync(journal, delivered, cancellationToken).ConfigureAwait(false);

            var forge = await ports
                .Forges.SelectRemoteAsync(request.Forge, state, cancellationToken)
                .ConfigureAwait(false);
            var site = new OneShotLocation(
                state,
                OneShotLocation.RemoteOf(state, forge, state.Remote.Name).PushSide,
                forge,
                _journals
            );
            (tip, journal) = await PushAsync(site, journal, delivered, tip, cancellationToken).ConfigureAwait(false);
            var opened = await OpenAsync(site, pull, DistinctId.Parse(journal.Id), cancellationToken)
                .ConfigureAwait(false);
            await LabelAsync(site.Forge, opened.Number, cancellationToken).ConfigureAwait(false);
            _journals.Save(
                journal with
                {
                    Published = new JournaledPullRequest(opened.Number, opened.Url, !opened.IsOpen),
                }
            );
            var here = await ports
                .Forges.SelectHereAsync(request.Forge, state, cancellationToken)
                .ConfigureAwait(false);
            await LabelAsync(here, journal.PullRequest!.Number, cancellationToken).ConfigureAwait(false);
            // A preview opens none, and has no number of it.
            var made = opened.Number > 0 ? opened : null;
            Receipt = new PublishReceipt
            {
                Preview = ports.Preview is not null,
                Id = journal.Id,
                Branch = journal.Branch!,
                Base = journal.Base!,
                Commit = tip,
                PrNumber = made?.Number,
                PrUrl = made?.Url,
                Agent = journal.Agent,
                Model = journal.Model,
                Calls = ports.Preview?.Calls,
                Obstacles = ports.Preview?.Obstacles,
            };
            ports.Reporter.Progress(ports.Preview is not null ? PreviewWords.NothingMade : $"published: {opened.Url}");
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }
    }

    /// <inheritdoc/>
    public OneShotException About(OneShotException failure) => failure;

    /// <inheritdoc/>
    public void Dispose()
    {
        _journals?.Dispose();
        ports.Forges.Dispose();
    }

    private Task LabelAsync(IForge forge, int number, CancellationToken cancellationToken) =>
        StateLabel.TrySetAsync(forge, number, OneShotStage.Published, ports.Reporter.Trace, cancellationToken);

    // What leaves this machine is named, unless there is only one.
    private async Task<Journal> NamedAsync(
        OpenJournals journals,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        var here = journals.All().Where(known => known is { IsHere: true, Run: not null, UndoneAt: null }).ToArray();
        if (request.Id is not { } id)
        {
            var open = here.Where(known => known.Published is null).ToArray();
            if (open is [var only])
                return only;
            var ready = await ReadyAsync(open, state, cancellationToken).ConfigureAwait(false);
            return ready is [var first] ? first : throw OneShotErrors.OneShotToName("PublishOneShot", Known(ready));
        }

        var journal = journals.Find(id) ?? throw OneShotErrors.OneShotUnknown(id, Known(here));
        if (journal.UndoneAt is not null)
            throw OneShotErrors.AlreadyUndone(id);
        return journal.IsHere
            ? journal
            : throw OneShotErrors.PublishedAlready(id, journal.PullRequest?.Url ?? journal.Forge ?? "another forge");
    }

    // Only what ended well can be published, and nothing else is offered.
    private async Task<IReadOnlyList<Journal>> ReadyAsync(
        IReadOnlyList<Journal> open,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        var forge = await ports.Forges.SelectHereAsync(request.Forge, state, cancellationToken).ConfigureAwait(false);
        var ready = new List<Journal>();
        foreach (var journal in open)
        {
            var run = await forge.GetRunAsync(journal.Run!.Id, cancellationToken).ConfigureAwait(false);
            if (run.Conclusion is { IsSuccess: true })
                ready.Add(journal);
        }

        return ready;
    }

    private static string Known(IReadOnlyList<Journal> journals) =>
        KnownOneShots.Of(
            journals.Select(known => $"{known.Id} ({SafeText.Excerpt(known.Prompt, 40)})"),
            journals.Count
        );

    private async Task<(Run Run, NewPullRequest Pull)> FinishedAsync(
        Journal journal,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        var forge = await ports.Forges.SelectHereAsync(request.Forge, state, cancellationToken).ConfigureAwait(false);
        var run = journal.Run is { } known
            ? await forge.GetRunAsync(known.Id, cancellationToken).ConfigureAwait(false)
            : null;
        if (run is not { Conclusion.IsSuccess: true })
            throw OneShotErrors.NotFinished(
                journal.Id,
                run is null ? "not begun" : OneShotStage.Of(run).Word,
                NextCommand.Resume(journal.Id, journal.Agent, journal.Forge, hasRun: run is not null)
            );
        var draft = await forge
            .GetPullRequestAsync(journal.PullRequest!.Number, cancellationToken)
            .ConfigureAwait(false);
        var prompt = PromptRules.FromText(journal.Prompt, PromptSource.Journal, "the journal");
        return (
            run,
            PublishedText.For(
                journal,
                prompt,
                await PlanAsync(forge, journal.Id, draft, cancellationToken).ConfigureAwait(false),
                [.. run.Earlier, .. run.Jobs]
            )
        );
    }

    // The issue of the plan is the last that the local pull request says it closes.
    private static async Task<Plan?> PlanAsync(
        IForge forge,
        string id,
        PullRequest draft,
        CancellationToken cancellationToken
    )
    {
        const string closes = "Closes #";
        var line = draft.Body.Split('\n').LastOrDefault(text => text.StartsWith(closes, StringComparison.Ordinal));
        if (!int.TryParse(line?[closes.Length..], out var number))
            return null;
        try
        {
            var issue = await forge.Issues.GetAsync(number, cancellationToken).ConfigureAwait(false);
            var own = await forge.Issues.OwnCommentsAsync(number, cancellationToken).ConfigureAwait(false);
            return PlanIssueText.Read(
                own.LastOrDefault(comment => PlanIssueText.IsIn(comment.Body, PlanIssueText.MarkerOf(id)))?.Body
                    ?? issue.Body
            );
        }
        catch (OneShotException)
        {
            return null;
        }
    }

    // What waits is published, unless the branch has what that lacks.
    private static string Whole(Journal journal, Waiting result) =>
        result.Cause != WaitingCause.WentOn
            ? result.Commit
            : throw OneShotErrors.ResultToTake(journal.Branch!, WaitingResult.RefOf(journal.Id));

    // What an earlier publishing signed may be on the branch instead; where the branch was checked out then, it is not.
    private async Task<string> TipAsync(Journal journal, string delivered, CancellationToken cancellationToken)
    {
        try
        {
            return await ports
                    .Repository.ReadBranchAsync(journal.Branch!, journal.SignedCommit ?? delivered, cancellationToken)
                    .ConfigureAwait(false)
                ?? throw MovedBranch.Gone(journal.Branch!, journal.SignedCommit ?? delivered);
        }
        catch (OneShotException exception)
            when (journal.SignedCommit is not null && exception.Error.Code == CaughtCode.BranchMoved)
        {
            return await TipAsync(journal with { SignedCommit = null }, delivered, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task<(string Tip, Journal Journal)> PushAsync(
        OneShotLocation site,
        Journal journal,
        string delivered,
        string local,
        CancellationToken cancellationToken
    )
    {
        var (branch, trunk) = (RefName.OfBranch(journal.Branch!), RefName.OfBranch(journal.Base!));
        var refs = await ports
            .Repository.ListRemoteAsync(site.Remote, [branch, trunk], cancellationToken)
            .ConfigureAwait(false);
        var there =
            refs.Branch(journal.Base!) ?? throw OneShotErrors.BaseMissing(journal.Base!, site.Remote.Fetch.Display);
        await new PublishedBase(ports, site).RequireAsync(journal, there, cancellationToken).ConfigureAwait(false);

        var now = refs.Branch(journal.Branch!);
        var rewrite = new RewriteOneShot(ports, site);
        (var tip, journal) = await rewrite
            .RunAsync(journal, delivered, local, now, cancellationToken)
            .ConfigureAwait(false);
        if (now != tip)
        {
            ports.Reporter.Progress(
                $"pushing {journal.Branch} ({CommitName.Short(tip)}) to {site.Remote.Fetch.Display}"
            );
            await ports
                .Repository.PushLargeFilesAsync(
                    site.Remote,
                    journal.BaseCommit!,
                    tip,
                    LargeFileConfigAsync,
                    cancellationToken
                )
                .ConfigureAwait(false);
            var push = new PushRefs(ports, site, request.NoHooks, journal.BaseCommit);
            if (
                await push.RunAsync([new RefUpdate(branch, now, tip)], cancellationToken).ConfigureAwait(false)
                != PushOutcome.Done
            )
                throw MovedBranch.There(journal.Branch!, site.Remote, commit: null);
        }

        await rewrite.MoveAsync(journal, local, tip, cancellationToken).ConfigureAwait(false);
        return (tip, journal);

        async Task<string?> LargeFileConfigAsync(CancellationToken token) =>
            (
                await ports
                    .Repository.ReadAsync(
                        [journal.BaseCommit!, journal.BaseCommit + ":.lfsconfig"],
                        site.Remote,
                        trunk,
                        token
                    )
                    .ConfigureAwait(false)
            )[1];
    }

    private async Task<PullRequest> OpenAsync(
        OneShotLocation site,
        NewPullRequest wanted,
        DistinctId id,
        CancellationToken cancellationToken
    )
    {
        var found = await site.Forge.FindPullRequestAsync(wanted.Branch, id, cancellationToken).ConfigureAwait(false);
        if (found is { IsOpen: false })
            throw OneShotErrors.PublishedAlready(id.Value, $"{found.Url}, which is closed");
        if (found is null)
        {
            ports.Reporter.Progress($"opening a pull request: {wanted.Title}");
            found = await site.Forge.OpenPullRequestAsync(wanted, id, cancellationToken).ConfigureAwait(false);
        }

        if (found.IsDraft)
            await site.Forge.MarkReadyAsync(found.Number, cancellationToken).ConfigureAwait(false);
        return found;
    }
}
