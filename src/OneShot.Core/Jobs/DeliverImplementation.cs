using OneShot.Core.Errors;
using OneShot.Core.Plans;
using OneShot.Core.Ports;
using OneShot.Core.PullRequests;
using OneShot.Core.Repositories;

namespace OneShot.Core.Jobs;

/// <summary>Brings the implementer's commits to the one-shot's branch, after looking at them; tells the result on the pull request and makes it ready.</summary>
/// <param name="forge">The forge.</param>
/// <param name="repository">The repository.</param>
/// <param name="delivery">Takes commits in.</param>
/// <param name="facts">The one-shot.</param>
/// <param name="protectedPaths">What may not be changed.</param>
public sealed class DeliverImplementation(IForge forge, IGitRepository repository, IDelivery delivery, OneShotFacts facts, IReadOnlyList<string> protectedPaths)
{
    /// <summary>Delivers a bundle; without one, explains that nothing had to be changed.</summary>
    /// <param name="remote">Where the branch is.</param>
    /// <param name="start">Where the branch was when the implementer began.</param>
    /// <param name="bundle">The commits; <see langword="null"/> when the agent changed nothing.</param>
    /// <param name="notes">What the pull request is told beside the commits.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The branch's new commit, <see langword="null"/> when nothing changed; and what was told.</returns>
    public async Task<(string? Commit, string Told)> RunAsync(Remote remote, string start, string? bundle, DeliveryNotes notes, CancellationToken cancellationToken)
    {
        var pull = (await forge.GetPullRequestAsync(facts.PrNumber, cancellationToken).ConfigureAwait(false)).OpenOf(facts.Branch);
        if (bundle is null)
        {
            var nothing = ResultText.Unchanged(facts, notes);
            await ResultComment.WriteAsync(forge, facts, null, nothing, cancellationToken).ConfigureAwait(false);
            return (null, nothing);
        }

        var delivered = await delivery.OpenAsync(bundle, start, cancellationToken).ConfigureAwait(false);
        DeliveryRules.Check(delivered, protectedPaths);
        var commit = await delivery.TakeAsync(delivered, $"Remove the one-shot's own files\n\nOneShot-Id: {facts.Id}\n", cancellationToken).ConfigureAwait(false);
        var update = new RefUpdate("refs/heads/" + facts.Branch, start, commit);
        if (await repository.PushAsync(remote, [update], verify: false, cancellationToken).ConfigureAwait(false) != PushOutcome.Done && !await HasArrivedAsync(remote, update, cancellationToken).ConfigureAwait(false)) throw OneShotErrors.BranchMoved(facts.Branch);

        var files = delivered.Files.Count(file => !PlanFiles.OwnFolders.Contains(file.Path.Split('/')[0]));
        var text = ResultText.Changed(facts, files, delivered.Commits, notes);
        await ResultComment.WriteAsync(forge, facts, null, text, cancellationToken).ConfigureAwait(false);
        var body = BodySection.Put(pull.Body, facts.Marker("result"), $"### Result\n\n{ResultText.Changed(facts, files, delivered.Commits, notes with { IsBuiltInToken = false })}");
        if (body != pull.Body) await forge.UpdatePullRequestAsync(facts.PrNumber, null, body, cancellationToken).ConfigureAwait(false);
        await forge.MarkReadyAsync(facts.PrNumber, cancellationToken).ConfigureAwait(false);
        return (commit, text);
    }

    // By an attempt that was stopped after its push.
    private async Task<bool> HasArrivedAsync(Remote remote, RefUpdate update, CancellationToken cancellationToken)
        => (await repository.ListRemoteAsync(remote, [update.Ref], cancellationToken).ConfigureAwait(false)).Refs.GetValueOrDefault(update.Ref) == update.New;
}
