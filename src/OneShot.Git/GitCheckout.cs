using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>What <c>--checkout</c> needs: the only git commands that touch the user's checkout.</summary>
internal sealed class GitCheckout(GitRunner runner)
{
    private static readonly (string File, string Name)[] Operations =
    [
        ("rebase-merge", "a rebase"),
        ("rebase-apply", "a rebase"),
        ("MERGE_HEAD", "a merge"),
        ("CHERRY_PICK_HEAD", "a cherry-pick"),
        ("REVERT_HEAD", "a revert"),
        ("BISECT_LOG", "a bisect"),
    ];

    public async Task<Head> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var branch = await runner
            .RunAsync(new GitCommand("symbolic-ref", "--quiet", "HEAD"), cancellationToken)
            .ConfigureAwait(false);
        var commit = await runner
            .RunAsync(new GitCommand("rev-parse", "--quiet", "--verify", "HEAD^{commit}"), cancellationToken)
            .ConfigureAwait(false);
        return new Head(branch.IsGood ? NameOf(branch.Text.Trim()) : null, commit.IsGood ? commit.Text.Trim() : null);
    }

    // git's own short name is "heads/NAME" where a tag is called NAME too.
    private static string NameOf(string reference) => RefName.BranchOf(reference) ?? reference;

    public async Task<string?> ReadBranchAsync(string branch, string ancestor, CancellationToken cancellationToken)
    {
        var tip = await runner
            .RunAsync(
                new GitCommand("rev-parse", "--quiet", "--verify", RefName.OfBranch(branch) + "^{commit}"),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!tip.IsGood)
            return null;
        var commit = tip.Text.Trim();
        if (commit == ancestor)
            return commit;
        var descends = await runner
            .RunAsync(GitCommand.IsAncestor(ancestor, commit), cancellationToken)
            .ConfigureAwait(false);
        return descends.IsGood ? commit : throw MovedBranch.Here(branch, ancestor, commit);
    }

    public async Task RequireCleanAsync(RepositoryState state, CancellationToken cancellationToken)
    {
        foreach (var (file, name) in Operations)
        {
            if (Path.Exists(Path.Combine(state.GitDirectory, file)))
                throw OneShotErrors.TreeNotClean($"{name} is under way.");
        }

        var status = await runner
            .RunAsync(new GitCommand("status", "--porcelain", "--untracked-files=no"), cancellationToken)
            .ConfigureAwait(false);
        if (!status.IsGood)
            throw OneShotErrors.GitFailed("status", status.Reason);
        if (status.Lines is [var only])
            throw OneShotErrors.TreeNotClean($"1 changed file, {only[3..]}.");
        if (status.Lines.Length > 0)
            throw OneShotErrors.TreeNotClean($"{status.Lines.Length} changed files, such as {status.Lines[0][3..]}.");
        if ((await ReadHeadAsync(cancellationToken).ConfigureAwait(false)).Commit is null)
            throw OneShotErrors.TreeNotClean("there is no commit yet to come back to.");
    }

    public async Task CheckOutAsync(Head head, bool create, CancellationToken cancellationToken)
    {
        string[] target = (create, head.Branch) switch
        {
            (true, { } branch) => ["-c", branch, "--no-track", head.Commit!],
            (_, { } branch) => [branch],
            _ => ["--detach", head.Commit!],
        };

        // An earlier attempt may have made it, and later tasks have committed to it.
        if (
            create
            && await ReadBranchAsync(head.Branch!, head.Commit!, cancellationToken).ConfigureAwait(false) is not null
        )
            target = [head.Branch!];

        var command = new GitCommand(["switch", "--quiet", "--no-guess", "--no-recurse-submodules", .. target]);
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (result.IsGood)
            return;

        // A post-checkout hook that fails makes git fail although it has switched.
        var now = await ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        if (now.Branch != head.Branch || (head.Branch is null && now.Commit != head.Commit))
            throw OneShotErrors.GitFailed("switch", result.Reason);
    }
}
