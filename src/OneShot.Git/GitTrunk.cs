using OneShot.Core.Errors;
using OneShot.Core.Model;
using Refs = System.Collections.Generic.Dictionary<
    string,
    (string Commit, string Target, string Upstream, bool IsHead)
>;

namespace OneShot.Git;

/// <summary>
/// Finds trunk without a network: the branch that was named, else the remote's default branch as fetched last,
/// else the remote's <c>main</c> or <c>master</c>, else the branch of HEAD, else <c>main</c> or <c>master</c>.
/// </summary>
/// <param name="git">Runs git in the repository.</param>
/// <param name="wanted">The branch that was named.</param>
/// <param name="remote">The remote.</param>
internal sealed class GitTrunk(GitRunner git, string? wanted, string remote)
{
    private readonly string[] _usual = ["main", "master"];
    private readonly string _tracking = RefName.OfRemote(remote);

    /// <summary>Whether the branch of HEAD may be it; in a job it is the one-shot's own.</summary>
    public bool MayBeHead { get; init; } = true;

    /// <exception cref="OneShotException">OS2018, OS3027 or OS3135: there is none.</exception>
    public async Task<Trunk> FindAsync(CancellationToken cancellationToken) =>
        await SeekAsync(cancellationToken).ConfigureAwait(false)
        ?? throw (
            wanted is null
                ? await WhyNoneAsync(cancellationToken).ConfigureAwait(false)
                : OneShotErrors.BaseMissing(wanted, remote: null)
        );

    /// <returns>Trunk; <see langword="null"/> when there is none.</returns>
    public async Task<Trunk?> SeekAsync(CancellationToken cancellationToken)
    {
        if (wanted is not null)
        {
            var named = BaseName.In(wanted, remote);
            var those = await ListAsync([.. named.Select(one => one.Ref)], cancellationToken).ConfigureAwait(false);
            return named.FirstOrDefault(one => those.ContainsKey(one.Ref)) is ({ } found, { } branch)
                ? Told(branch, found, those)
                : null;
        }

        string[] patterns =
        [
            _tracking + "HEAD",
            .. _usual.Select(name => _tracking + name),
            .. _usual.Select(RefName.OfBranch),
        ];
        var refs = await ListAsync(patterns, cancellationToken).ConfigureAwait(false);
        if (refs.TryGetValue(patterns[0], out var there) && RefName.Below(_tracking, there.Target) is { } chosen)
            return new Trunk(chosen, there.Commit) { From = RefName.Below(RefName.Remotes, there.Target) };

        // A repository that was not cloned has none: no push makes it, and a fetch since git 2.48 only.
        return await FetchedAsync(
                    _usual.Where(name => refs.ContainsKey(RefName.OfBranch(name))),
                    refs,
                    cancellationToken
                )
                .ConfigureAwait(false)
            ?? First(_usual.Select(name => _tracking + name), refs)
            ?? (MayBeHead ? await OfHeadAsync(refs, cancellationToken).ConfigureAwait(false) : null)
            ?? First(_usual.Select(RefName.OfBranch), refs);
    }

    private async Task<Trunk?> OfHeadAsync(Refs known, CancellationToken cancellationToken)
    {
        // Its branch is mostly one of the usual ones.
        if (_usual.FirstOrDefault(name => known.GetValueOrDefault(RefName.OfBranch(name)).IsHead) is { } usual)
            return Told(usual, RefName.OfBranch(usual), known);
        var head = await git.RunAsync(new GitCommand("symbolic-ref", "--quiet", "HEAD"), cancellationToken)
            .ConfigureAwait(false);
        if (!head.IsGood || RefName.BranchOf(head.Text.Trim()) is not { } branch)
            return null;
        string[] both = [_tracking + branch, RefName.OfBranch(branch)];
        var refs = await ListAsync(both, cancellationToken).ConfigureAwait(false);
        return await FetchedAsync([branch], refs, cancellationToken).ConfigureAwait(false) ?? First([both[1]], refs);
    }

    // What a branch of the user's follows is the remote's, without what was not pushed.
    private async Task<Trunk?> FetchedAsync(
        IEnumerable<string> branches,
        Refs refs,
        CancellationToken cancellationToken
    )
    {
        foreach (var branch in branches)
        {
            var followed = refs.GetValueOrDefault(RefName.OfBranch(branch)).Upstream ?? "";
            var isOfRemote = RefName.Below(_tracking, followed) is not null;
            var known =
                isOfRemote && !refs.ContainsKey(followed)
                    ? await ListAsync([followed], cancellationToken).ConfigureAwait(false)
                    : refs;
            var found = (isOfRemote ? First([followed], known) : null) ?? First([_tracking + branch], refs);
            if (found is not null)
                return found;
        }

        return null;
    }

    private async Task<Refs> ListAsync(string[] patterns, CancellationToken cancellationToken)
    {
        const string format = "--format=%(refname)%09%(objectname)%09%(symref)%09%(upstream)%09%(HEAD)";
        var listing = await git.RunAsync(new GitCommand(["for-each-ref", format, .. patterns]), cancellationToken)
            .ConfigureAwait(false);
        return listing.IsGood
            ? listing
                .Lines.Select(line => line.Split('\t'))
                .ToDictionary(parts => parts[0], parts => (parts[1], parts[2], parts[3], parts[4] == "*"))
            : throw OneShotErrors.GitFailed("for-each-ref", listing.Reason);
    }

    // There are commits, and nobody told from which of them to start.
    private async Task<OneShotException> WhyNoneAsync(CancellationToken cancellationToken)
    {
        var head = await new GitCheckout(git).ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        string[] newest = ["for-each-ref", "--count=5", "--sort=-committerdate", "--format=%(refname)"];
        var listing = new GitCommand([.. newest, RefName.Heads, RefName.OfRemote(remote)]);
        var refs = await git.RunAsync(listing, cancellationToken).ConfigureAwait(false);
        string[] names = [.. refs.Lines.Select(NameOf).Except(["HEAD"]).Distinct()];
        if (names.Length == 0 && head.Commit is null)
            return OneShotErrors.RepositoryEmpty();
        var why = head.Commit is null ? $"the branch '{head.Branch}' has no commit yet" : "HEAD is on no branch";
        return OneShotErrors.TrunkUnknown(why, names.Length == 0 ? null : string.Join(", ", names));
    }

    private string NameOf(string reference) =>
        reference[(reference.StartsWith(_tracking, StringComparison.Ordinal) ? _tracking : RefName.Heads).Length..];

    private Trunk? First(IEnumerable<string> names, Refs refs) =>
        names.FirstOrDefault(refs.ContainsKey) is { } found ? Told(NameOf(found), found, refs) : null;

    private static Trunk Told(string name, string reference, Refs refs) =>
        new(name, refs[reference].Commit) { From = RefName.Below(RefName.Remotes, reference) };
}
