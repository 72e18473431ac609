using OneShot.Core.Branches;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Prompts;
using OneShot.Core.Repositories;
using OneShot.Core.Runs;

namespace OneShot.Core.Steps;

/// <summary>Checks everything that can be checked without writing, so that the push is the first write.</summary>
internal sealed class Preflight(SessionPorts ports, Site site)
{
    /// <summary>Asks the remote and the forge, at the same time.</summary>
    /// <param name="journal">The one-shot; its base is taken from it or filled in.</param>
    /// <param name="name">The name it would like to have.</param>
    /// <param name="prompt">The prompt, for the inputs.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The one-shot with base, base commit and workflow ref, and the remote's refs.</returns>
    public async Task<(Journal Journal, RemoteRefs Refs)> RunAsync(Journal journal, BranchName name, Prompt prompt, CancellationToken cancellationToken)
    {
        if (site.State.Author is null || site.State.Committer is null) Refuse(OneShotErrors.IdentityMissing());
        var patterns = new List<string> { $"{BranchName.Existing(name.Stem).Ref}*" };
        if (journal.Base is { } wanted) patterns.Add("refs/heads/" + wanted);
        if (journal.Ref is { } reference) patterns.Add("refs/heads/" + reference);
        if (journal.KeySha256 is not null) patterns.Add(KeyRef(journal.Id));

        var forge = site.Forge.CheckAsync(journal.Workflow, cancellationToken);
        var remote = ports.Repository.ListRemoteAsync(site.Remote, patterns, cancellationToken);
        await Task.WhenAll(remote, forge).ConfigureAwait(false);
        var refs = await remote.ConfigureAwait(false);

        var trunk = journal.Base ?? refs.Head ?? await forge.ConfigureAwait(false);
        var commit = refs.Branch(trunk) ?? throw (journal.Base is null ? OneShotErrors.RemoteEmpty(site.Remote.Fetch.Display) : OneShotErrors.BaseMissing(trunk, site.Remote.Fetch.Display));
        journal = journal with { Base = trunk, BaseCommit = commit, Ref = journal.Ref ?? trunk };
        try
        {
            await CheckWorkflowAsync(journal, refs, prompt, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception) when (ports.Preview is not null && exception.Error.Exit == ExitCode.Environment)
        {
            Refuse(exception);
        }

        return (journal, refs);
    }

    /// <summary>The ref that makes a one-shot with an idempotency key the only one.</summary>
    public static string KeyRef(string id) => "refs/oneshot/" + id;

    // A preview shows the whole although the dispatch would stop here.
    private void Refuse(OneShotException exception)
    {
        if (ports.Preview is null) throw exception;
        ports.Preview.Stop(exception);
    }

    private async Task CheckWorkflowAsync(Journal journal, RemoteRefs refs, Prompt prompt, CancellationToken cancellationToken)
    {
        var path = ".github/workflows/" + journal.Workflow;
        var commit = refs.Branch(journal.Ref!) ?? throw OneShotErrors.BaseMissing(journal.Ref!, site.Remote.Fetch.Display);
        var found = await ports.Repository.ReadAsync([commit, $"{commit}:{path}"], site.Remote, "refs/heads/" + journal.Ref, cancellationToken).ConfigureAwait(false);
        if (commit != journal.BaseCommit) await ports.Repository.ReadAsync([journal.BaseCommit!], site.Remote, "refs/heads/" + journal.Base, cancellationToken).ConfigureAwait(false);

        if (found[0] is null) return; // a preview fetches nothing, so there is nothing to read
        var text = found[1] ?? throw OneShotErrors.WorkflowMissing(path, journal.Ref!);
        var sample = journal with { Branch = journal.Branch ?? "-", PullRequest = new JournaledPullRequest(0, "-"), SubmittedBy = "-" };
        WorkflowRules.Check(path, ports.Workflows.Read(path, text), DispatchInputs.For(sample, prompt));
    }
}
