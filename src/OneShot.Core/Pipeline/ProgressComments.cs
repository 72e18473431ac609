using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>
/// What the pull request and the plan's issue tell as a run moves on: planning has begun, the plan is saved,
/// implementing has begun. How it ended is the <see cref="ResultComment"/>'s to tell. Written twice, it is one comment.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="oneShot">The one-shot.</param>
internal sealed class ProgressComments(IForge forge, OneShotInfo oneShot)
{
    /// <summary>Planning has begun.</summary>
    /// <param name="lack">What the workflow lacks, told to whoever waits; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task PlanningBeganAsync(string? lack, CancellationToken cancellationToken)
    {
        var link = oneShot.RunUrl is { } url ? $" ([run]({url}))" : "";
        return OnPullRequestAsync(
            "planning",
            $"{oneShot.Agent} plans now{link}. The plan comes as an issue; then it is implemented on "
                + $"`{oneShot.Branch}`.{(lack is null ? "" : $"\n\n{lack}")}",
            cancellationToken
        );
    }

    /// <summary>The plan is saved, told on the pull request.</summary>
    /// <param name="issue">The plan's issue.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task PlanSavedAsync(int issue, CancellationToken cancellationToken) =>
        OnPullRequestAsync(
            "planned",
            $"The plan is saved: #{Number(issue)}. Implementing comes next.",
            cancellationToken
        );

    /// <summary>The plan is queued for implementation, told on its issue.</summary>
    /// <param name="issue">The plan's issue.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task QueuedAsync(int issue, CancellationToken cancellationToken)
    {
        var run = oneShot.RunUrl is { } url ? $"[run]({url})" : "run";
        return forge.Issues.CommentAsync(
            issue,
            oneShot.Marker("registered"),
            $"Planned by one-shot `{oneShot.Id}` ({run}). Queued for implementation in pull request "
                + $"#{Number(oneShot.PrNumber)} on `{oneShot.Branch}`.",
            cancellationToken
        );
    }

    /// <summary>Implementing has begun.</summary>
    /// <param name="issue">The plan's issue.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task ImplementingBeganAsync(int issue, CancellationToken cancellationToken) =>
        OnPullRequestAsync("implementing", $"{oneShot.Agent} implements #{Number(issue)} now.", cancellationToken);

    private Task<Comment> OnPullRequestAsync(string what, string text, CancellationToken cancellationToken) =>
        forge.Issues.CommentAsync(oneShot.PrNumber, oneShot.Marker(what), text, cancellationToken);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
