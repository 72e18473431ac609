using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// Finds trunk without a network: the branch that was named, else the remote's default
/// branch as fetched last, else the branch of HEAD, else <c>main</c> or <c>master</c>.
/// </summary>
/// <param name="git">Runs git in the repository.</param>
/// <param name="wanted">The branch that was named.</param>
/// <param name="remote">The remote.</param>
internal sealed class GitTrunk(GitRunner git, string? wanted, string remote)
{
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
        string[] usual =
        [
            _tracking + "main",
            _tracking + "master",
            RefName.OfBranch("main"),
            RefName.OfBranch("master"),
        ];
        var named = wanted is null ? [] : BaseName.In(wanted, remote);
        string[] patterns = wanted is null ? [_tracking + "HEAD", .. usual] : [.. named.Select(one => one.Ref)];
        var listing = await git.RunAsync(
                new GitCommand(["for-each-ref", "--format=%(refname)%09%(objectname)%09%(symref)", .. patterns]),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!listing.IsGood)
            throw OneShotErrors.GitFailed("for-each-ref", listing.Reason);
        var refs = listing
            .Lines.Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => (Commit: parts[1], Target: parts[2]));
        if (wanted is not null)
            return named.FirstOrDefault(one => refs.ContainsKey(one.Ref)) is ({ } found, { } branchName)
                ? Told(branchName, found, refs[found].Commit)
                : null;

        if (
            refs.TryGetValue(_tracking + "HEAD", out var there)
            && there.Target.StartsWith(_tracking, StringComparison.Ordinal)
        )
            return Told(there.Target[_tracking.Length..], there.Target, there.Commit);
        if (
            MayBeHead
            && await new GitCheckout(git).ReadHeadAsync(cancellationToken).ConfigureAwait(false)
                is { Branch: { } branch, Commit: { } commit }
        )
            return new Trunk(branch, commit);
        return First(refs, usual);
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

    private static Trunk? First(Dictionary<string, (string Commit, string Target)> refs, IEnumerable<string> names) =>
        names.FirstOrDefault(refs.ContainsKey) is { } found
            ? Told(found[(found.LastIndexOf('/') + 1)..], found, refs[found].Commit)
            : null;

    private static Trunk Told(string name, string reference, string commit) =>
        new(name, commit) { From = RefName.Below(RefName.Remotes, reference) };
}
