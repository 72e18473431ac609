using System.Globalization;
using OneShot.Core.Agents;
using OneShot.Core.Errors;
using OneShot.Core.Plans;
using OneShot.Core.Ports;
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
    /// <param name="usages">What the sessions used, for the pull request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The branch's new commit; <see langword="null"/> when nothing changed.</returns>
    public async Task<string?> RunAsync(Remote remote, string start, string? bundle, IReadOnlyList<AgentUsage> usages, CancellationToken cancellationToken)
    {
        if (bundle is null)
        {
            await forge.Issues.CommentAsync(facts.PrNumber, facts.Marker("result"), $"{facts.Agent} changed nothing: what the plan asks for is there already, or it could not find what to change. The plan says more.{Costs(usages)}", cancellationToken).ConfigureAwait(false);
            return null;
        }

        var delivered = await delivery.OpenAsync(bundle, start, cancellationToken).ConfigureAwait(false);
        DeliveryRules.Check(delivered, protectedPaths);
        var commit = await delivery.TakeAsync(delivered, $"Remove the one-shot's own files\n\nOneShot-Id: {facts.Id}\n", cancellationToken).ConfigureAwait(false);
        var update = new RefUpdate("refs/heads/" + facts.Branch, start, commit);
        if (await repository.PushAsync(remote, [update], verify: false, cancellationToken).ConfigureAwait(false) != PushOutcome.Done && !await HasArrivedAsync(remote, update, cancellationToken).ConfigureAwait(false)) throw OneShotErrors.BranchMoved(facts.Branch);

        var files = delivered.Files.Count(file => !PlanFiles.OwnFolders.Contains(file.Path.Split('/')[0]));
        await forge.Issues.CommentAsync(facts.PrNumber, facts.Marker("result"), string.Create(CultureInfo.InvariantCulture, $"{facts.Agent} implemented the plan: {Counted(files, "file")} in {Counted(delivered.Commits, "commit")}.{Costs(usages)}"), cancellationToken).ConfigureAwait(false);
        await forge.MarkReadyAsync(facts.PrNumber, cancellationToken).ConfigureAwait(false);
        return commit;
    }

    // By an attempt that was stopped after its push.
    private async Task<bool> HasArrivedAsync(Remote remote, RefUpdate update, CancellationToken cancellationToken)
        => (await repository.ListRemoteAsync(remote, [update.Ref], cancellationToken).ConfigureAwait(false)).Refs.GetValueOrDefault(update.Ref) == update.New;

    private static string Counted(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Costs(IReadOnlyList<AgentUsage> usages)
    {
        if (usages.Count == 0) return string.Empty;
        var cost = usages.Sum(usage => usage.CostUsd ?? 0);
        return string.Create(CultureInfo.InvariantCulture, $"\n\n{TimeSpan.FromSeconds(usages.Sum(usage => usage.Seconds)):hh\\:mm\\:ss} of agents' time, {usages.Sum(usage => usage.Turns ?? 0)} turns{(cost > 0 ? $", ${cost:0.00}" : "")}.");
    }
}
