using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Verifying;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Runs the repository's own build and tests on what a session has made so far, in a checkout apart from its tree.
/// </summary>
/// <param name="tree">The session's tree.</param>
/// <param name="request">What it is compared with, and what the command may use and reach.</param>
/// <param name="command">The command, as it was found before the session.</param>
/// <param name="agents">Runs commands in the sandbox.</param>
/// <param name="baselines">Knows how the command ends on trunk.</param>
/// <param name="trunk">Makes checkouts of trunk, where that is not known.</param>
/// <param name="logs">Reads the binary logs of its build.</param>
/// <param name="reporter">Is told how far it is.</param>
internal sealed class RoundVerification(
    IWorkTree tree,
    VerifyRequest request,
    TrunkCommand command,
    IAgents agents,
    IBaselines baselines,
    ICheckouts trunk,
    IBinaryLogs logs,
    IReporter reporter
)
{
    /// <summary>
    /// What was verified last: the name of what was looked at, in place of a commit, and how the command ended on it.
    /// </summary>
    public VerifyReport? Last { get; private set; }

    /// <summary>What holds of it.</summary>
    public VerifyRequest Request => request;

    /// <summary>Why what was made is not verified; <see langword="null"/> where it is.</summary>
    /// <param name="agent">The agent that made it.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<string?> WhyNotAsync(string agent, CancellationToken cancellationToken) =>
        VerifyRules.WhyNot(
            request.Limits.Verify,
            agent,
            canVerify: true,
            await tree.ChangesAsync(cancellationToken).ConfigureAwait(false)
        );

    /// <summary>Verifies.</summary>
    /// <param name="commit">The commit that was gathered.</param>
    /// <param name="bundle">The bundle that holds it.</param>
    /// <param name="left">What is left for the command; <see langword="null"/> for what the limits say.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>What was found; <see langword="null"/> where it is what was verified last, or can't be.</returns>
    public async Task<VerifyReport?> RunAsync(
        string commit,
        string bundle,
        TimeSpan? left,
        CancellationToken cancellationToken
    )
    {
        using var place = await tree.CheckOutAsync(commit, bundle, cancellationToken).ConfigureAwait(false);
        if (place is null || (place.Content is { } now && now == Last?.Commit))
            return null;
        using var run = new VerifyRun(
            request with
            {
                Commit = commit,
                Left = left,
            },
            agents,
            new Here(commit, place, trunk),
            baselines,
            logs,
            reporter
        );
        var report = await run.CompareAsync(command, cancellationToken).ConfigureAwait(false);
        Last = place.Content is { } content ? new VerifyReport { Commit = content, Head = report.Head } : null;
        return report;
    }

    // Of the one commit, which no repository of the user's has; and of any other.
    private sealed class Here(string commit, Checkout place, ICheckouts others) : ICheckouts
    {
        public Task<Checkout> MakeAsync(string other, CancellationToken cancellationToken) =>
            other == commit ? Task.FromResult(place) : others.MakeAsync(other, cancellationToken);
    }
}
