using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Dispatch;

/// <summary>Checks everything that can be checked without writing, so that the push is the first write.</summary>
internal sealed class Preflight(VerbPorts ports, OneShotLocation site, TrunkFile file)
{
    private string? _lackOfChecks;
    private IReadOnlyList<string> _lackOfSecrets = [];

    /// <summary>What the one-shot starts from, as people call it; known after the look.</summary>
    public string? From { get; private set; }

    /// <summary>Asks the remote and the forge, at the same time.</summary>
    /// <param name="journal">The one-shot; its base is taken from it or filled in.</param>
    /// <param name="wanted">The name it would like to have.</param>
    /// <param name="prompt">The prompt, for the inputs.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The one-shot with base, base commit and workflow ref, and the remote's refs.</returns>
    public async Task<(Journal Journal, RemoteRefs Refs)> RunAsync(
        Journal journal,
        BranchName wanted,
        Prompt prompt,
        CancellationToken cancellationToken
    )
    {
        if (RepositoryPlace.Fault(site.State) is { } unwritable)
            ports.Refuse(unwritable);
        if (site.State.Author is null || site.State.Committer is null)
            ports.Refuse(OneShotErrors.IdentityMissing());
        // git first: its process works while the requests are made ready.
        var listing = ListAsync(journal, wanted, cancellationToken);
        var forge = site.Forge.CheckAsync(journal.Workflow, cancellationToken);
        await BothAsync(listing, forge, cancellationToken).ConfigureAwait(false);
        var refs = await listing.ConfigureAwait(false);

        await RequireIssueAsync(journal.PlanIssue, cancellationToken).ConfigureAwait(false);
        var trunk = await forge.ConfigureAwait(false);
        if (!site.Remote.IsOwn)
            journal = journal with
            {
                Base = BaseName.Of(journal.Base, site.Remote.Name, refs),
                Ref = BaseName.Of(journal.Ref, site.Remote.Name, refs),
            };
        From = trunk.From;
        if (journal.KeySha256 is not null && !site.Remote.IsOwn && refs.Refs.ContainsKey(KeyRef.Folder))
            throw OneShotErrors.RefInTheWay(KeyRef.Folder);
        var name = trunk.Commit is null ? journal.Base ?? refs.Head ?? trunk.Name : trunk.Name;
        if (trunk.Commit is null && refs.Branch(name) is null && journal.Base is null)
        {
            // A remote that does not tell its HEAD: the forge has.
            var told = await ports
                .Repository.ListRemoteAsync(site.Remote, [RefName.OfBranch(name)], cancellationToken)
                .ConfigureAwait(false);
            refs = refs with
            {
                Refs = refs.Refs.Concat(told.Refs.Where(pair => !refs.Refs.ContainsKey(pair.Key))).ToDictionary(),
            };
        }

        var commit =
            trunk.Commit
            ?? refs.Branch(name)
            ?? throw (
                journal.Base is null
                    ? OneShotErrors.RemoteEmpty(site.Remote.Fetch.Display)
                    : OneShotErrors.BaseMissing(name, site.Remote.Fetch.Display)
            );
        journal = journal with { Base = name, BaseCommit = commit, Ref = journal.Ref ?? name };
        try
        {
            if (site.Forge.Traits.NeedsWorkflow)
            {
                if (file.Terms.Filters is not null)
                    throw OneShotErrors.FiltersNotInWorkflow();
                await CheckWorkflowAsync(journal, refs, prompt, cancellationToken).ConfigureAwait(false);
                foreach (var lack in _lackOfSecrets)
                    ports.Reporter.Warn($"{lack} OneShotInit writes it again.");
                await ChecksRules
                    .TellAsync(site.Forge, file.Terms, _lackOfChecks, ports.Reporter, cancellationToken)
                    .ConfigureAwait(false);
                await WorkflowsRight
                    .CheckSecretAsync(site.Forge, file.Terms, ports.Reporter, cancellationToken)
                    .ConfigureAwait(false);
            }
            else
                await LayFileAsync(journal, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Exit == ExitCode.Environment)
        {
            ports.Refuse(exception);
        }

        return (journal, refs);
    }

    // Trunk comes from where git fetches, other one-shots are
    // where git pushes: mostly the same place, and one question.
    private async Task<RemoteRefs> ListAsync(Journal journal, BranchName wanted, CancellationToken cancellationToken)
    {
        var starts = BaseName.RefsOf([journal.Base, journal.Ref], site.Remote.Name);
        string[] own = journal.KeySha256 is null
            ? [BranchName.Existing(wanted.Stem).Ref + "*"]
            : [BranchName.Existing(wanted.Stem).Ref + "*", KeyRef.Of(journal.Id), KeyRef.Folder];
        var pushed = site.Remote.PushSide;
        if (!pushed.IsPushSide)
            return await ports
                .Repository.ListRemoteAsync(pushed, [.. own, .. starts], cancellationToken)
                .ConfigureAwait(false);

        var there = await ports.Repository.ListRemoteAsync(pushed, own, cancellationToken).ConfigureAwait(false);
        var here = await ports.Repository.ListRemoteAsync(site.Remote, starts, cancellationToken).ConfigureAwait(false);
        return here with
        {
            Refs = here
                .Refs.Concat(there.Refs.Where(pair => !here.Refs.ContainsKey(pair.Key) && pair.Key != "HEAD"))
                .ToDictionary(),
        };
    }

    // Who is refused by git at once does not wait for a forge that asks
    // for patience; but a wrong token is told better by the forge.
    private async Task BothAsync(Task remote, Task forge, CancellationToken cancellationToken)
    {
        try
        {
            await remote.ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Code == CaughtCode.RemoteAuthentication)
        {
            await Task.WhenAny(forge, Task.Delay(TimeSpan.FromSeconds(3), ports.Clock, cancellationToken))
                .ConfigureAwait(false);
            if (forge.IsFaulted)
                await forge.ConfigureAwait(false);
            throw;
        }

        await forge.ConfigureAwait(false);
    }

    private async Task RequireIssueAsync(int? number, CancellationToken cancellationToken)
    {
        if (number is not { } asked || !site.Forge.HasIssues)
            return;
        try
        {
            await ports
                .Issues.RequireAsync(
                    site.Forge.Name,
                    asked,
                    () => ReadPlanIssue.FindAsync(site.Forge, asked, cancellationToken)
                )
                .ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            ports.Refuse(exception);
        }
    }

    private async Task CheckWorkflowAsync(
        Journal journal,
        RemoteRefs refs,
        Prompt prompt,
        CancellationToken cancellationToken
    )
    {
        var path = ".github/workflows/" + journal.Workflow;
        var commit =
            refs.Branch(journal.Ref!) ?? throw OneShotErrors.BaseMissing(journal.Ref!, site.Remote.Fetch.Display);
        var isBase = commit == journal.BaseCommit;
        string[] own = isBase ? [$"{commit}:{RepositoryFile.Path}", $"{commit}:{RepositoryFile.Misnamed}"] : [];
        var found = await ports
            .Repository.ReadAsync(
                [commit, $"{commit}:{path}", $"{commit}:{WorkflowRules.Folder}{PlanHashRules.Called}", .. own],
                site.Remote,
                RefName.OfBranch(journal.Ref!),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!isBase)
            await LayFileAsync(journal, cancellationToken).ConfigureAwait(false);
        else
            file.Lay(found[^2], found[^1]);

        if (found[0] is null)
            return; // a preview fetches nothing, so there is nothing to read
        var text = found[1] ?? throw OneShotErrors.WorkflowMissing(path, journal.Ref!);
        var sample = journal with
        {
            Branch = journal.Branch ?? "-",
            PullRequest = new JournaledPullRequest(0, "-"),
            SubmittedBy = "-",
        };
        var workflow = ports.Workflows.Read(path, text);
        WorkflowRules.Check(path, workflow, DispatchInputs.For(sample, prompt));
        _lackOfChecks = ChecksRules.LackOf(journal.Workflow, text, found[2]);
        _lackOfSecrets = VerifySecretRules.LacksOf(file.Terms, text, found[2]);

        // Such a workflow's jobs do not have the file at hand when the agent starts.
        if (file.SaysAnything && workflow.Inputs!.All(input => input.Name != DispatchInputs.Options))
            throw OneShotErrors.WorkflowLacksOptions(path, $"what {RepositoryFile.Path} says");
    }

    /// <summary>
    /// Lays the repository's own file, as it is in the commit that the one-shot starts from, under what is asked.
    /// </summary>
    public async Task LayFileAsync(Journal journal, CancellationToken cancellationToken)
    {
        string[] names =
        [
            journal.BaseCommit!,
            $"{journal.BaseCommit}:{RepositoryFile.Path}",
            $"{journal.BaseCommit}:{RepositoryFile.Misnamed}",
        ];
        var found = await ports
            .Repository.ReadAsync(names, site.Remote, RefName.OfBranch(journal.Base!), cancellationToken)
            .ConfigureAwait(false);
        file.Lay(found[1], found[2]);
        ChecksRules.Require(site.Forge, file.Terms, file.Said(ChecksRules.Argument));
        if (!site.Forge.Traits.AgentsAreHere)
            return;
        await file.AgreeAsync(site.State, ports.Input, ports.Preview, cancellationToken).ConfigureAwait(false);
        VerifySecretRules.Require(ports.Agents, journal.Agent, file.Terms);
        await RequiredSandbox
            .CheckAsync(
                ports.Agents,
                file.Terms,
                journal.Agent,
                ports.Preview is null,
                file.RequiresSandbox,
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
