using System.Buffers;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Brings the judged tree to the branch as a commit that the forge makes, and signs, instead of a push.
/// </summary>
/// <param name="api">Makes it.</param>
/// <param name="repository">Tells where the branch is.</param>
/// <param name="delivery">Holds what was judged.</param>
/// <param name="reporter">Is told whether it is verified.</param>
internal sealed class VerifiedCommit(ICommitsApi api, IGitRepository repository, IDelivery delivery, IReporter reporter)
{
    /// <summary>Makes it, once: one that an earlier attempt made is taken.</summary>
    /// <param name="remote">Where the branch is.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="start">Where it has to be.</param>
    /// <param name="judged">The commit that was made here, and never leaves: its tree is what is brought.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The commit that the branch is at, and what the pull request is told of its signature.</returns>
    /// <exception cref="OneShotException">OS5002, OS6014, or one of OS4.</exception>
    public async Task<(string Commit, string Told)> RunAsync(
        Remote remote,
        string branch,
        string start,
        string judged,
        string message,
        CancellationToken cancellationToken
    )
    {
        var tree = await delivery.CompareAsync(start, judged, cancellationToken).ConfigureAwait(false);
        var now =
            await NowAsync(remote, branch, cancellationToken).ConfigureAwait(false)
            ?? throw OneShotErrors.BranchMoved(branch);
        var commit =
            now == start
                ? await MakeAsync(remote, branch, start, tree, message, cancellationToken).ConfigureAwait(false)
                : await api.ReadCommitAsync(now, cancellationToken).ConfigureAwait(false);
        if (now != start && !IsOurs(commit, start, tree, message))
            throw OneShotErrors.BranchMoved(branch);
        if (commit.IsVerified)
        {
            reporter.Progress("the forge has signed the commit: it is verified");
            return (commit.Id, "The commit is verified: GitHub made and signed it.");
        }

        var told =
            $"commit is not verified ({SafeText.Excerpt(commit.Reason ?? "no reason was given", 100)}): "
            + $"GitHub signs what the token of a workflow or of an app makes, and nothing for a person's";
        reporter.Warn("the " + told);
        return (commit.Id, $"> [!NOTE]\n> The {SafeText.Inactive(told)}.");
    }

    private static bool IsOurs(ForgeCommit commit, string start, TreeDifference tree, string message) =>
        commit.Parents is [var parent]
        && parent == start
        && commit.Tree == tree.To
        && commit.Message.TrimEnd() == message.TrimEnd();

    private async Task<ForgeCommit> MakeAsync(
        Remote remote,
        string branch,
        string start,
        TreeDifference tree,
        string message,
        CancellationToken cancellationToken
    )
    {
        await BringAsync(start, tree, cancellationToken).ConfigureAwait(false);
        var made = await api.AddTreeAsync(tree.From, tree.Files, cancellationToken).ConfigureAwait(false);
        if (made != tree.To)
            throw OneShotErrors.DeliveryRefused("the forge made another tree of it than the one that was judged.");
        var commit = await api.AddCommitAsync(made, start, message, cancellationToken).ConfigureAwait(false);
        if (!IsOurs(commit, start, tree, message))
            throw OneShotErrors.DeliveryRefused("the forge made a commit that differs from the requested one.");
        try
        {
            await api.MoveBranchAsync(branch, commit.Id, cancellationToken).ConfigureAwait(false);
            return commit;
        }
        catch (OneShotException exception) when (exception.Error.Code == CaughtCode.Unprocessable)
        {
            // By another attempt's hands or by somebody else's; where it did not move, the branch has rules.
            var now = await NowAsync(remote, branch, cancellationToken).ConfigureAwait(false);
            if (now == commit.Id)
                return commit;
            if (now != start)
                throw OneShotErrors.BranchMoved(branch);
            throw;
        }
    }

    // What trunk has already is there.
    private async Task BringAsync(string start, TreeDifference tree, CancellationToken cancellationToken)
    {
        var there = (await delivery.FilesAsync(start, cancellationToken).ConfigureAwait(false))
            .Values.Select(version => version.Id)
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var file in tree.Files.Where(file => file.After is { IsRepository: false } after && there.Add(after.Id))
        )
        {
            var content = new ArrayBufferWriter<byte>();
            if (!await delivery.ReadAsync(file.After!.Id, content, cancellationToken).ConfigureAwait(false))
                throw OneShotErrors.DeliveryRefused($"{SafeText.Line(file.Path)} has no content.");
            if (await api.AddBlobAsync(content.WrittenMemory, cancellationToken).ConfigureAwait(false) != file.After.Id)
                throw OneShotErrors.DeliveryRefused($"{SafeText.Line(file.Path)} arrived changed.");
        }
    }

    private async Task<string?> NowAsync(Remote remote, string branch, CancellationToken cancellationToken) =>
        (
            await repository
                .ListRemoteAsync(remote, [RefName.OfBranch(branch)], cancellationToken)
                .ConfigureAwait(false)
        ).Branch(branch);
}
