using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// A step that runs by itself, such as a step of somebody's workflow:
/// its one-shot is put together from arguments and environment.
/// </summary>
internal sealed class StandaloneStep(
    VerbPorts ports,
    OneShotLocation site,
    DispatchRequest request,
    TrunkFile file,
    string task
)
{
    /// <summary>Finds the one-shot: in this clone's journal if it is there, else from what is told.</summary>
    /// <param name="ask">Reads the prompt.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The one-shot, what was asked, and whether it is this clone's own.</returns>
    public async Task<(Journal Journal, ValidatedPrompt Asked, bool IsOwn)> FindAsync(
        Func<Task<ValidatedPrompt>> ask,
        CancellationToken cancellationToken
    )
    {
        var branch = request.Given.BranchName ?? throw OneShotErrors.ArgumentNeeded(task, "branch-name");
        var id = request.Given.DistinctId ?? throw OneShotErrors.ArgumentNeeded(task, "distinct-id");
        if (site.Journals.Find(id) is { PushedAt: not null } own && own.Branch == branch)
            return own.UndoneAt is null
                ? (own, ValidatedPrompt.From(own), true)
                : throw OneShotErrors.AlreadyUndone(id);

        var asked = await (await ask().ConfigureAwait(false))
            .SettledAsync(ports, site, request, cancellationToken)
            .ConfigureAwait(false);
        var now = ports.Clock.GetUtcNow();
        var pushed = site.Remote.PushSide;
        var refs = await ports
            .Repository.ListRemoteAsync(pushed, [RefName.OfBranch(branch)], cancellationToken)
            .ConfigureAwait(false);
        if (refs.Branch(branch) is null)
            throw OneShotErrors.BaseMissing(branch, pushed.Fetch.Display);
        var (trunk, start) = await StartAsync(refs, cancellationToken).ConfigureAwait(false);
        var begun = new CreateBranch(ports, site, request, file).Begin(asked) with
        {
            Id = id,
            Branch = branch,
            Base = trunk,
            Ref = start,
            Commit = refs.Branch(branch),
            SubmittedBy = request.Given.SubmittedBy,
            PullRequest = request.Given.PrNumber is { } number
                ? new JournaledPullRequest(number, site.Forge.PageOf(number))
                : null,
            PushedAt = now,
            PullRequestBegunAt = now,
            RunRequestedAt = now.AddDays(-1),
            RunRequestedLastAt = now.AddDays(-1),
        };
        return (begun, asked, false);
    }

    // As a dispatch finds it: on the remote, or in the repository itself.
    private async Task<(string Base, string Ref)> StartAsync(RemoteRefs pushed, CancellationToken cancellationToken)
    {
        if (site.Remote.IsOwn)
        {
            var workflow = request.Workflow;
            var found = request.Forge.Base is null
                ? pushed.Head
                : (await site.Forge.CheckAsync(workflow, cancellationToken).ConfigureAwait(false)).Name;
            return (found ?? throw OneShotErrors.ArgumentNeeded(task, "base"), request.Ref ?? found);
        }

        var wanted = BaseName.RefsOf([request.Forge.Base, request.Ref], site.Remote.Name);
        var there =
            wanted.Count == 0
                ? pushed
                : await ports.Repository.ListRemoteAsync(site.Remote, wanted, cancellationToken).ConfigureAwait(false);
        var trunk = Named(request.Forge.Base, there) ?? pushed.Head ?? throw OneShotErrors.ArgumentNeeded(task, "base");
        return (trunk, Named(request.Ref, there) ?? trunk);
    }

    private string? Named(string? name, RemoteRefs refs)
    {
        if (BaseName.Of(name, site.Remote.Name, refs) is not { } found)
            return null;
        return refs.Branch(found) is null ? throw OneShotErrors.BaseMissing(found, site.Remote.Fetch.Display) : found;
    }
}
