using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Git;

/// <summary>
/// The user's repository, through the git command line: helpers,
/// signing, SSH and new formats work as the user set them up.
/// </summary>
internal sealed class GitRepository(string folder, GitRunner runner, GitAccess access) : IGitRepository
{
    /// <summary>Whose name commits carry where git knows nobody: the machine of a workflow.</summary>
    public Identity? Actor { get; init; }

    /// <summary>What the doctor asks.</summary>
    public IGitFacts Facts => new GitFacts(runner, access);

    public async Task<RepositoryState> DescribeAsync(string remote, CancellationToken cancellationToken)
    {
        // A bare repository fails at the last question, after the others were answered.
        var locating = runner.RunAsync(
            new GitCommand("rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir", "--show-toplevel"),
            cancellationToken
        );
        var listing = await runner.RunAsync(new GitCommand("var", "-l"), cancellationToken).ConfigureAwait(false);
        var directories = await locating.ConfigureAwait(false);
        if (directories.Lines is not [var git, var common, ..] lines)
            throw GitErrors.OfRepository(directories, folder);

        // A name of two lines is two answers here, of which one is no path.
        foreach (var line in lines)
            PlaceRules.Require(Path.IsPathRooted(line) ? line : string.Join('\n', lines));
        if (!listing.IsGood)
            throw GitErrors.OfRepository(listing, folder);

        var configuration = new GitConfiguration(listing.Text);
        var identities = new GitIdentities(runner, configuration, Actor);
        return new RepositoryState(
            git,
            common,
            lines.Length > 2 ? lines[2] : null,
            await identities.FindAsync("AUTHOR", cancellationToken).ConfigureAwait(false),
            await identities.FindAsync("COMMITTER", cancellationToken).ConfigureAwait(false),
            configuration.IsOn("commit.gpgsign"),
            configuration.Last("core.hookspath"),
            configuration.Remote(remote)
        )
        {
            StandIn = await identities.FindStandInAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    public async Task<RemoteRefs> ListRemoteAsync(
        Remote remote,
        IReadOnlyList<string> patterns,
        CancellationToken cancellationToken
    )
    {
        if (remote.IsOwn)
            return await new GitOwnRefs(runner).ListAsync(patterns, cancellationToken).ConfigureAwait(false);
        var command = access(
            new GitCommand(["ls-remote", "--symref", "--", NameOf(remote), "HEAD", .. patterns])
            {
                Configuration = AddressOf(remote),
            },
            remote,
            remote.Fetch
        );
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.IsGood ? Refs(result) : throw GitErrors.OfRemote(command, result, remote.Fetch);
    }

    public async Task<IReadOnlyList<string?>> ReadAsync(
        IReadOnlyList<string> objects,
        Remote remote,
        string reference,
        CancellationToken cancellationToken
    )
    {
        using var reader = new GitObjects(runner);
        var contents = new List<string?>();
        foreach (var name in objects)
        {
            var content = await reader.ReadAsync(name, cancellationToken).ConfigureAwait(false);
            if (content is null && contents.Count == 0)
            {
                await FetchAsync(remote, reference, cancellationToken).ConfigureAwait(false);
                content =
                    await reader.ReadAsync(name, cancellationToken).ConfigureAwait(false)
                    ?? throw OneShotErrors.GitFailed("fetch", $"{name} did not come with {reference}");
            }

            contents.Add(content);
        }

        return contents;
    }

    /// <summary>Reads what is here already; nothing is fetched.</summary>
    public async Task<IReadOnlyList<string?>> ReadHereAsync(
        IReadOnlyList<string> objects,
        CancellationToken cancellationToken
    )
    {
        using var reader = new GitObjects(runner, onlyHere: true);
        var contents = new List<string?>();
        foreach (var name in objects)
            contents.Add(await reader.ReadAsync(name, cancellationToken).ConfigureAwait(false));
        return contents;
    }

    public Task<string> CommitAsync(NewCommit commit, RepositoryState state, CancellationToken cancellationToken) =>
        new GitCommits(runner).CommitAsync(commit, state, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> RewriteAsync(
        string tip,
        string id,
        string trunk,
        string? there,
        RepositoryState state,
        CancellationToken cancellationToken
    ) => new GitRewrite(runner, state).RunAsync(tip, id, trunk, there, cancellationToken);

    /// <summary>Of what would be made again, what the remote's branch has of it; nothing is made.</summary>
    /// <returns>The new commits by the old ones, and whether others would have to be made.</returns>
    public async Task<(IReadOnlyDictionary<string, string> Made, bool IsMore)> FindRewrittenAsync(
        string tip,
        string id,
        string trunk,
        string? there,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        if (there is not null && !await HasCommitAsync(there, cancellationToken).ConfigureAwait(false))
            there = null; // nothing is fetched, either
        var rewrite = new GitRewrite(runner, state) { OnlyLooks = true };
        var made = await rewrite.RunAsync(tip, id, trunk, there, cancellationToken).ConfigureAwait(false);
        return (made, rewrite.WouldMake);
    }

    public async Task<bool> MoveBranchAsync(string branch, string from, string to, CancellationToken cancellationToken)
    {
        var update = new RefUpdate(RefName.OfBranch(branch), from, to);
        return await new GitOwnRefs(runner).UpdateAsync([update], cancellationToken).ConfigureAwait(false)
            == PushOutcome.Done;
    }

    public Task<string?> PlaceOfAsync(string branch, CancellationToken cancellationToken) =>
        new GitStandings(runner).PlaceAsync([RefName.OfBranch(branch)], cancellationToken);

    public async Task<NotIncluded> NotIncludedAsync(string commit, CancellationToken cancellationToken)
    {
        var status = new GitCommand(
            "status",
            "--porcelain=v2",
            "--branch",
            "--no-ahead-behind",
            "--untracked-files=normal",
            "--ignore-submodules=dirty"
        );
        var listed = await runner.RunAsync(status, cancellationToken).ConfigureAwait(false);
        var lines = listed.IsGood ? listed.Lines : [];
        var head = HeadIn(lines) ?? await ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        var commits =
            head.Commit is { } here && here != commit
                ? await CountAsync($"{commit}..{here}", cancellationToken).ConfigureAwait(false)
                : 0;
        return new NotIncluded(head, commits, lines.Count(line => line[0] != '#'));
    }

    // https://git-scm.com/docs/git-status#_branch_headers
    private static Head? HeadIn(IReadOnlyCollection<string> lines)
    {
        string? Told(string what) =>
            lines.FirstOrDefault(line => line.StartsWith(what, StringComparison.Ordinal))?[what.Length..];
        return (Told("# branch.oid "), Told("# branch.head ")) is ({ } commit, { } branch)
            ? new Head(branch == "(detached)" ? null : branch, commit == "(initial)" ? null : commit)
            : null;
    }

    private async Task<int> CountAsync(string range, CancellationToken cancellationToken)
    {
        var count = await runner
            .RunAsync(new GitCommand("rev-list", "--count", range), cancellationToken)
            .ConfigureAwait(false);
        return count.IsGood ? int.Parse(count.Text, CultureInfo.InvariantCulture) : 0;
    }

    public async Task<bool> HasCommitAsync(string commit, CancellationToken cancellationToken) =>
        (await ReadHereAsync([commit], cancellationToken).ConfigureAwait(false))[0] is not null;

    public async Task<bool> StandsOnAsync(string ancestor, string commit, CancellationToken cancellationToken) =>
        (
            await runner.RunAsync(GitCommand.IsAncestor(ancestor, commit), cancellationToken).ConfigureAwait(false)
        ).IsGood;

    public ICommitFiles FilesOf(string commit) => new GitCommitFiles(runner, commit);

    public Task<bool> HoldsChangeAsync(string? start, string last, string trunk, CancellationToken cancellationToken) =>
        new HeldChange(runner).IsThereAsync(start, last, trunk, cancellationToken);

    public async Task PushLargeFilesAsync(
        Remote remote,
        string from,
        string commit,
        Func<CancellationToken, Task<string?>> trunkConfig,
        CancellationToken cancellationToken
    )
    {
        if (remote.IsOwn)
            return; // they are in its store
        await new LargeFilePush(folder, runner, access)
            .RunAsync(remote, from, commit, trunkConfig, cancellationToken)
            .ConfigureAwait(false);
    }

    public Task RestoreLargeFilesAsync(string commonDirectory, CancellationToken cancellationToken) =>
        new KeptLargeFiles(runner, commonDirectory).RestoreAsync(cancellationToken);

    public Task<PushOutcome> PushAsync(
        Remote remote,
        IReadOnlyList<RefUpdate> updates,
        PushHooks? hooks,
        CancellationToken cancellationToken
    ) =>
        remote.IsOwn
            ? UpdateOwnAsync(remote.PushAddress, updates, cancellationToken)
            : new GitPush(runner, access).RunAsync(remote, updates, hooks, cancellationToken);

    public Task<string?> ReadBranchAsync(string branch, string ancestor, CancellationToken cancellationToken) =>
        new GitCheckout(runner).ReadBranchAsync(branch, ancestor, cancellationToken);

    public Task<Head> ReadHeadAsync(CancellationToken cancellationToken) =>
        new GitCheckout(runner).ReadHeadAsync(cancellationToken);

    public Task<IReadOnlyList<DifferingFile>> DifferingFilesAsync(CancellationToken cancellationToken) =>
        new GitStatus(runner).DifferingFilesAsync(cancellationToken);

    public Task RequireCleanAsync(RepositoryState state, CancellationToken cancellationToken) =>
        new GitCheckout(runner).RequireCleanAsync(state, cancellationToken);

    public Task CheckOutAsync(Head head, bool create, CancellationToken cancellationToken) =>
        new GitCheckout(runner).CheckOutAsync(head, create, cancellationToken);

    /// <summary>
    /// The command, for the fetch itself and for the preview of it: no tags, FETCH_HEAD, tracking
    /// refs, submodules and housekeeping, and no --depth, which would make a full clone shallow.
    /// </summary>
    public static GitCommand FetchCommand(Remote remote, string reference) =>
        new(
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-prune",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--no-auto-maintenance",
            "--refmap=",
            "--",
            NameOf(remote),
            reference
        )
        {
            Configuration = [.. AddressOf(remote), ($"remote.{NameOf(remote)}.followRemoteHEAD", "never")],
        };

    // The push side has no name of its own in the user's configuration, and its address is rewritten already.
    private static string NameOf(Remote remote) => remote.IsPushSide ? GitRemoteAlias.Name : remote.Name;

    private static IReadOnlyList<(string Key, string Value)> AddressOf(Remote remote) =>
        remote.IsPushSide ? GitRemoteAlias.ForRewritten(remote.Push.Text) : [];

    private async Task<PushOutcome> UpdateOwnAsync(
        string common,
        IReadOnlyList<RefUpdate> updates,
        CancellationToken cancellationToken
    )
    {
        var kept = new KeptLargeFiles(runner, common);
        var results = updates
            .Where(update => update.Ref.StartsWith(WaitingResult.Prefix, StringComparison.Ordinal))
            .Select(update => (Id: update.Ref[WaitingResult.Prefix.Length..], update.Expected, update.New))
            .ToArray();
        foreach (var (id, _, made) in results)
        {
            if (made is not null)
                await kept.KeepAsync(id, made, cancellationToken).ConfigureAwait(false);
        }

        var outcome = await new GitOwnRefs(runner, common)
            .UpdateAsync(updates, cancellationToken)
            .ConfigureAwait(false);
        if (outcome != PushOutcome.Done)
            return outcome;
        foreach (var (id, _, _) in results.Where(result => result is { New: null, Expected: not null }))
            kept.Drop(id);
        return outcome;
    }

    private async Task FetchAsync(Remote remote, string reference, CancellationToken cancellationToken)
    {
        var command = access(FetchCommand(remote, reference), remote, remote.Fetch);
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.IsGood)
            throw GitErrors.OfRemote(command, result, remote.Fetch);
    }

    private static RemoteRefs Refs(GitResult result)
    {
        string? head = null;
        var refs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in result.Lines)
        {
            if (line.Split('\t') is not [var value, var name])
                continue;
            if (RefName.Below("ref: " + RefName.Heads, value) is { } branch)
                head = name == "HEAD" ? branch : head;
            else
                refs[name] = value;
        }

        if (head is not null && refs.TryGetValue("HEAD", out var commit))
            refs[RefName.OfBranch(head)] = commit;
        return new RemoteRefs(head, refs);
    }
}
