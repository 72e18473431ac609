using System.Net;
using OneShot.Core.Model;

namespace OneShot.GitHub;

/// <summary>The label by which a pull request on GitHub says how far its one-shot is.</summary>
internal sealed class GitHubLabels(GitHubApi api, GitHubRequests requests)
{
    /// <summary>Sets it. The new one comes first: a moment with two says more than one with none.</summary>
    public async Task SetAsync(int number, OneShotStage stage, CancellationToken cancellationToken)
    {
        if (stage == OneShotStage.Queued)
        {
            // In a batch it would take the turn of a dispatch; its run labels it as soon as it begins.
            if (!api.TakesTurns)
                await SetFirstAsync(number, cancellationToken).ConfigureAwait(false);
            return;
        }

        var labels = await AskAsync(requests.ReadLabels(number), cancellationToken).ConfigureAwait(false);
        var (add, remove) = StateLabels.Change(labels, stage);
        if (add is not null)
            await AskAsync(requests.AddLabels(number, [add]), cancellationToken).ConfigureAwait(false);
        foreach (var label in remove)
            await RemoveAsync(number, label, cancellationToken).ConfigureAwait(false);
    }

    // A new pull request has none, and a dispatch no time to look: it is taken back where the run was faster.
    private async Task SetFirstAsync(int number, CancellationToken cancellationToken)
    {
        var queued = StateLabels.Of(OneShotStage.Queued);
        var labels = await AskAsync(requests.AddLabels(number, [queued]), cancellationToken).ConfigureAwait(false);
        string[] others = [.. labels.Where(label => !label.Equals(queued, StringComparison.OrdinalIgnoreCase))];
        if (StateLabels.Change(others, OneShotStage.Queued).Add is null)
            await RemoveAsync(number, queued, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string[]> AskAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        var answer = await api.SendRepeatableAsync(request, cancellationToken).ConfigureAwait(false);
        var labels = answer.Read(GitHubJson.Default.JsonItemsLabelAnswer, api.Server.Host, request.What);
        return [.. labels.Select(label => label.Name ?? "")];
    }

    // One that somebody was faster to take off is off.
    private async Task RemoveAsync(int number, string label, CancellationToken cancellationToken) =>
        await api.SendRepeatableAsync(requests.RemoveLabel(number, label), cancellationToken, HttpStatusCode.NotFound)
            .ConfigureAwait(false);
}
