using OneShot.Core.Errors;
using OneShot.Core.Ports;

namespace OneShot.Git;

/// <summary>Makes the private places of a run: a clone that an agent works in, and bare repositories that judge. None is a linked worktree, through which an agent could reach the user's configuration, hooks and refs.</summary>
/// <param name="user">Runs git in the user's repository.</param>
/// <param name="common">The user's git directory.</param>
/// <param name="runner">Runs git in a folder.</param>
/// <param name="identity">Whose name the commits carry.</param>
internal sealed class GitClones(GitRunner user, string common, Func<string, GitRunner> runner, Identity identity)
{
    /// <summary>Makes a clone with a branch checked out, and a judge beside it.</summary>
    /// <param name="root">An empty folder for both.</param>
    /// <param name="branch">The branch's name in the clone.</param>
    /// <param name="commit">Where it begins.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<GitWorkTree> CloneAsync(string root, string branch, string commit, CancellationToken cancellationToken)
    {
        var (tree, judge) = (Path.Combine(root, "tree"), Path.Combine(root, "judge.git"));
        var own = new[] { $"user.name={identity.Name}", $"user.email={identity.Email}", "commit.gpgsign=false", "core.hooksPath=/dev/null" }.SelectMany(setting => new[] { "--config", setting });
        await GoodAsync(user, new GitCommand(["clone", "--quiet", "--shared", "--no-checkout", "--no-tags", "--single-branch", "--template=", .. own, "--", common, tree]), cancellationToken).ConfigureAwait(false);
        var git = runner(tree);
        await CarryPromisorAsync(git, cancellationToken).ConfigureAwait(false);
        await GoodAsync(git, new GitCommand("checkout", "--quiet", "--no-track", "-B", branch, commit) { Environment = GitEnvironment.WithoutUser }, cancellationToken).ConfigureAwait(false);
        return await JudgedAsync(git, judge, tree, commit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a judge for the user's own work tree, which a job has checked out for an agent.</summary>
    /// <param name="root">An empty folder for it.</param>
    /// <param name="tree">The top of the work tree.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<GitWorkTree> WatchAsync(string root, string tree, CancellationToken cancellationToken)
    {
        var head = await new GitCheckout(user).ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        return await JudgedAsync(runner(tree), Path.Combine(root, "judge.git"), tree, head.Commit ?? throw OneShotErrors.RepositoryEmpty(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a place for a delivery.</summary>
    public async Task<IDelivery> DeliveryAsync(string root, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(root, "delivery.git");
        await BareAsync(folder, cancellationToken).ConfigureAwait(false);
        return new GitDelivery(new GitJudge(runner(folder), folder, folder, identity), folder, user);
    }

    private async Task<GitWorkTree> JudgedAsync(GitRunner git, string judge, string tree, string commit, CancellationToken cancellationToken)
    {
        await BareAsync(judge, cancellationToken).ConfigureAwait(false);
        return new GitWorkTree(new GitJudge(git, judge, tree, identity), tree, commit);
    }

    // It sees the user's objects, and nothing else of the user's.
    private async Task BareAsync(string folder, CancellationToken cancellationToken)
    {
        var format = await user.RunAsync(new GitCommand("rev-parse", "--show-object-format"), cancellationToken).ConfigureAwait(false);
        await GoodAsync(user, new GitCommand("init", "--quiet", "--bare", "--template=", $"--object-format={(format.IsGood ? format.Text.Trim() : "sha1")}", "--", folder), cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.Combine(folder, "objects", "info"));
        await File.WriteAllTextAsync(Path.Combine(folder, "objects", "info", "alternates"), Path.Combine(common, "objects") + "\n", cancellationToken).ConfigureAwait(false);
    }

    // Without a remote there is nowhere to push to by habit; a partial clone needs its own to get what is missing.
    private async Task CarryPromisorAsync(GitRunner clone, CancellationToken cancellationToken)
    {
        await GoodAsync(clone, new GitCommand("remote", "remove", "origin"), cancellationToken).ConfigureAwait(false);
        var promisor = await user.RunAsync(new GitCommand("config", "extensions.partialClone"), cancellationToken).ConfigureAwait(false);
        if (!promisor.IsGood) return;
        var name = promisor.Text.Trim();
        var url = await user.RunAsync(new GitCommand("config", $"remote.{name}.url"), cancellationToken).ConfigureAwait(false);
        foreach (var (key, value) in new[] { ("core.repositoryformatversion", "1"), ("extensions.partialClone", name), ($"remote.{name}.url", url.Text.Trim()), ($"remote.{name}.promisor", "true") })
            await GoodAsync(clone, new GitCommand("config", key, value), cancellationToken).ConfigureAwait(false);
    }

    private static async Task GoodAsync(GitRunner git, GitCommand command, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.IsGood) throw OneShotErrors.GitFailed(command.Name, result.Reason);
    }
}
