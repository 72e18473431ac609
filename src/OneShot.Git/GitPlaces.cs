using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;
using OneShot.Core.Storage;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>
/// The places of a workflow's job: the work tree is the one that the
/// job checked out, and what judges it is in a temporary folder.
/// </summary>
/// <param name="git">Runs git in the repository.</param>
/// <param name="tree">The top of the work tree.</param>
/// <param name="runner">Runs git in a folder.</param>
/// <param name="run">The commit that a run was started at, and the folders of its job
/// in which it may be checked out; <see langword="null"/> outside of a run.</param>
/// <param name="reporter">Is told what an agent could read there.</param>
internal sealed partial class GitPlaces(
    GitRunner git,
    string tree,
    Func<string, GitRunner> runner,
    (string Commit, IReadOnlyList<string> Folders)? run,
    IReporter reporter
) : IWorkPlaces
{
    private const string MayHoldOne = @"^(remote\..*url|url\..*insteadof|http\.(.*\.)?extraheader)$";

    private readonly Lazy<string> _root = new(() => Directory.CreateTempSubdirectory("oneshot-job-").FullName);

    public async Task<IWorkTree> WatchAsync(RepositoryState state, CancellationToken cancellationToken)
    {
        await TellCredentialsAsync(cancellationToken).ConfigureAwait(false);
        var clones = await ClonesAsync(state, cancellationToken).ConfigureAwait(false);
        return await clones.WatchAsync(_root.Value, tree, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IDelivery> DeliveryAsync(RepositoryState state, CancellationToken cancellationToken)
    {
        var clones = await ClonesAsync(state, cancellationToken).ConfigureAwait(false);
        return await clones.DeliveryAsync(_root.Value, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ICheckouts> CheckoutsAsync(RepositoryState state, CancellationToken cancellationToken)
    {
        var clones = await ClonesAsync(state, cancellationToken).ConfigureAwait(false);
        return new GitCheckouts(
            clones,
            () => PrivateFolder.Make(Path.Combine(_root.Value, Guid.NewGuid().ToString("N")[..8]))
        );
    }

    public async Task<string> StartOfAsync(string commit, CancellationToken cancellationToken)
    {
        var trunk =
            run?.Commit
            ?? (
                await new GitTrunk(git, null, "origin") { MayBeHead = false }
                    .SeekAsync(cancellationToken)
                    .ConfigureAwait(false)
            )?.Commit
            ?? "HEAD";
        var both = await git.RunAsync(new GitCommand("merge-base", trunk, commit), cancellationToken)
            .ConfigureAwait(false);
        return both is { IsGood: true, Lines: [var start, ..] }
            ? start
            : throw OneShotErrors.GitFailed("merge-base", $"{trunk} and {commit} have no commit in common here");
    }

    public async Task<string?> FindTrunkAsync(string remote, CancellationToken cancellationToken) =>
        (
            await new GitTrunk(git, null, remote) { MayBeHead = false }
                .SeekAsync(cancellationToken)
                .ConfigureAwait(false)
        )?.Name;

    public async Task<string?> ReadTrunkAsync(
        string path,
        string? trunk,
        string remote,
        CancellationToken cancellationToken
    )
    {
        if (run is not { } started)
        {
            var found = await new GitTrunk(git, trunk, remote) { MayBeHead = false }
                .SeekAsync(cancellationToken)
                .ConfigureAwait(false);
            return found?.Commit is { } commit
                ? await new GitTrunkFile(git, commit).ReadAsync(path, cancellationToken).ConfigureAwait(false)
                : null;
        }

        foreach (
            var place in started
                .Folders.Where(folder => Path.Exists(Path.Combine(folder, ".git")))
                .Select(runner)
                .Prepend(git)
        )
        {
            var file = new GitTrunkFile(place, started.Commit);
            if (await file.IsHereAsync(cancellationToken).ConfigureAwait(false))
                return await file.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        }

        // Somebody's own workflow without a checkout of trunk: a
        // branch that has the file tells that trunk will have it.
        return await new GitTrunkFile(git, "HEAD").HasAsync(path, cancellationToken).ConfigureAwait(false)
            ? throw OneShotErrors.RepositoryFileNotHere(path, started.Commit)
            : null;
    }

    public void Dispose()
    {
        if (_root.IsValueCreated)
            Folders.Remove(_root.Value);
    }

    // Who checked the tree out put them there, with a header or in an address; they are not ours to remove.
    private async Task TellCredentialsAsync(CancellationToken cancellationToken)
    {
        var found = await git.RunAsync(
                new GitCommand("config", "--local", "--includes", "--get-regexp", MayHoldOne),
                cancellationToken
            )
            .ConfigureAwait(false);
        var names = found
            .Lines.Where(line => line.Contains("extraheader ", StringComparison.Ordinal) || UserInfo().IsMatch(line))
            .Select(line => Redaction.Of(line.Split(' ')[0]))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (names.Length > 0)
            reporter.Warn(
                $"the work tree's configuration holds a credential, which its agent can read: "
                    + $"{string.Join(", ", names)}"
            );
    }

    // A checkout without history need not have what trunk was when the run began.
    private async Task<GitClones> ClonesAsync(RepositoryState state, CancellationToken cancellationToken)
    {
        var isHere =
            run is { } started
            && await new GitTrunkFile(git, started.Commit).IsHereAsync(cancellationToken).ConfigureAwait(false);
        return new GitClones(git, state.CommonDirectory, runner, Identity.Of(state))
        {
            Trunk = isHere ? run!.Value.Commit : null,
        };
    }

    // A name alone before ssh's host is none.
    [GeneratedRegex(
        @"https?://[^@/\s]+@|://[^@/\s:]*:[^@/\s]+@",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex UserInfo();
}
