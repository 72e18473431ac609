using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Scaffolding;
using OneShot.Core.Settings;
using OneShot.Core.Text;

namespace OneShot.Core.Doctor;

/// <summary>
/// What git told about the remote: whether it answers, whether it takes a push, and the files of trunk.
/// </summary>
/// <param name="Refs">What the remote told; unknown when it did not answer.</param>
/// <param name="Name">Trunk's name.</param>
/// <param name="Commit">Trunk's commit.</param>
/// <param name="Files">The texts of the files on trunk that OneShot writes or starts, by path.</param>
/// <param name="Push">Whether a branch could be pushed.</param>
internal sealed record TrunkLook(
    Probe<RemoteRefs> Refs,
    string? Name,
    string? Commit,
    Probe<IReadOnlyDictionary<string, string>> Files,
    Probe<bool> Push
)
{
    public static async Task<TrunkLook> AsyncOf(
        DoctorPorts ports,
        Remote remote,
        string? wanted,
        string workflow,
        string branch,
        CancellationToken cancellationToken
    )
    {
        var refs = await Probe
            .ByAsync(() =>
                ports.Repository.ListRemoteAsync(
                    remote,
                    wanted is null ? [] : [RefName.OfBranch(wanted)],
                    cancellationToken
                )
            )
            .ConfigureAwait(false);
        var name = wanted ?? refs.Value?.Head;
        if (name is null || refs.Value?.Branch(name) is not { } commit)
        {
            const string why = "trunk is not known";
            return new TrunkLook(
                refs,
                name,
                null,
                Probe.Skip<IReadOnlyDictionary<string, string>>(why),
                Probe.Skip<bool>(why)
            );
        }

        // The push needs a commit that is here, and reading the files brings it.
        var files = await Probe
            .ByAsync(() => FilesAsync(ports.Repository, remote, name, commit, workflow, cancellationToken))
            .ConfigureAwait(false);
        var push = await Probe
            .ByAsync(async () =>
            {
                await ports
                    .Git.TryPushAsync(remote, new RefUpdate(RefName.OfBranch(branch), null, commit), cancellationToken)
                    .ConfigureAwait(false);
                return true;
            })
            .ConfigureAwait(false);
        return new TrunkLook(refs, name, commit, files, push);
    }

    public IEnumerable<Check> Pushes(Remote remote, string? wanted)
    {
        var where = $"{remote.Name}: {remote.Push.Display}";
        if (Refs.Failure is { } silent)
        {
            yield return Check.Fail("remote", silent);
            yield break;
        }

        yield return Check.Pass("remote", where);
        yield return Push switch
        {
            { Failure: { } refused } => Check.Fail("push", refused),
            { Skipped: not null } => Push.ToCheck("push"),
            _ => Check.Pass("push", "git may push branches"),
        };
        if (Commit is null)
            yield return Check.Fail(
                "trunk",
                Name is null
                    ? OneShotErrors.RemoteEmpty(remote.Fetch.Display)
                    : OneShotErrors.BaseMissing(Name, remote.Fetch.Display)
            );
        else
            yield return Files.Failure is { } unread
                ? Check.Fail("trunk", unread)
                : Check.Pass(
                    "trunk",
                    $"{Name}{(wanted is null ? ", the remote's default branch" : "")} ({CommitName.Short(Commit)})"
                );
    }

    private static async Task<IReadOnlyDictionary<string, string>> FilesAsync(
        IGitRepository repository,
        Remote remote,
        string name,
        string commit,
        string workflow,
        CancellationToken cancellationToken
    )
    {
        string[] paths =
        [
            .. Scaffold
                .Paths.Append(".github/workflows/" + workflow)
                .Append(RepositoryFile.Path)
                .Append(RepositoryFile.Misnamed)
                .Distinct(),
        ];
        var texts = await repository
            .ReadAsync(
                [commit, .. paths.Select(path => $"{commit}:{path}")],
                remote,
                RefName.OfBranch(name),
                cancellationToken
            )
            .ConfigureAwait(false);
        return paths
            .Zip(texts.Skip(1))
            .Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First, pair => pair.Second!);
    }
}
