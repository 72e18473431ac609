using OneShot.Core.Errors;
using OneShot.Core.Repositories;
using OneShot.Git;

namespace OneShot.Local;

/// <summary>Finds trunk without a network: the branch that was named, else the remote's default branch as fetched last, else the branch of HEAD, else <c>main</c> or <c>master</c>.</summary>
internal sealed class LocalTrunk(GitRunner git, string? wanted, string remote)
{
    public async Task<Trunk> FindAsync(CancellationToken cancellationToken)
    {
        var tracking = $"refs/remotes/{remote}/";
        string[] patterns = wanted is null ? [tracking + "HEAD", "refs/heads/main", "refs/heads/master"] : ["refs/heads/" + wanted, tracking + wanted];
        var listing = await git.RunAsync(new GitCommand(["for-each-ref", "--format=%(refname)%09%(objectname)%09%(symref)", .. patterns]), cancellationToken).ConfigureAwait(false);
        if (!listing.IsGood) throw OneShotErrors.GitFailed("for-each-ref", listing.Reason);
        var refs = listing.Lines.Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => (Commit: parts[1], Target: parts[2]));
        if (wanted is not null)
            return refs.TryGetValue("refs/heads/" + wanted, out var own) || refs.TryGetValue(tracking + wanted, out own) ? new Trunk(wanted, own.Commit) : throw OneShotErrors.BaseMissing(wanted, "this repository");

        if (refs.TryGetValue(tracking + "HEAD", out var there) && there.Target.StartsWith(tracking, StringComparison.Ordinal)) return new Trunk(there.Target[tracking.Length..], there.Commit);
        var head = await new GitCheckout(git).ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        if (head is { Branch: { } branch, Commit: { } commit }) return new Trunk(branch, commit);
        foreach (var name in new[] { "main", "master" })
        {
            if (refs.TryGetValue("refs/heads/" + name, out var found)) return new Trunk(name, found.Commit);
        }

        throw OneShotErrors.RepositoryEmpty();
    }
}
