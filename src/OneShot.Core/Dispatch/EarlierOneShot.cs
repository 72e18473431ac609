using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Finds a one-shot that was dispatched before: in the journal, and,
/// with an idempotency key, on the remote from whichever machine.
/// </summary>
internal sealed class EarlierOneShot(VerbPorts ports, OneShotLocation site)
{
    public async Task<Journal> FindAsync(EarlierRequest request, CancellationToken cancellationToken)
    {
        var id = request.Id;
        if (site.Journals.Find(id) is { } journal)
            return journal;
        var key = KeyRef.Of(id);
        var refs = await ports
            .Repository.ListRemoteAsync(site.Remote.PushSide, [key], cancellationToken)
            .ConfigureAwait(false);
        if (!refs.Refs.TryGetValue(key, out var commit))
        {
            var known = site.Journals.All();
            throw OneShotErrors.OneShotUnknown(id, KnownOneShots.Of(known.Select(one => one.Id), known.Count));
        }

        var agent = request.Agent is null ? AgentName.Default : AgentName.Parse(request.Agent);
        var trunk = request.Base ?? refs.Head;
        return await ReadAsync(
                new Journal
                {
                    Id = id,
                    CreatedAt = ports.Clock.GetUtcNow(),
                    Prompt = string.Empty,
                    PromptSha256 = string.Empty,
                    Agent = agent,
                    Model = ModelName.Parse(request.Model, agent),
                    PlanIssue = request.PlanIssue,
                    Remote = site.Remote.Name,
                    Forge = site.Forge.Name,
                    Workflow = request.Workflow,
                    Base = trunk,
                    Ref = request.Ref ?? trunk,
                },
                commit,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Completes a journal from the commit that a key's ref points
    /// to: its trailers tell the branch, its file the prompt.
    /// </summary>
    public async Task<Journal> ReadAsync(Journal begun, string commit, CancellationToken cancellationToken)
    {
        var found = await ports
            .Repository.ReadAsync(
                [commit, $"{commit}:{Prompt.Path}"],
                site.Remote.PushSide,
                KeyRef.Of(begun.Id),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (found[0] is null && ports.Preview is not null)
            return begun with
            {
                Branch = "(in " + KeyRef.Of(begun.Id) + ")",
                Commit = commit,
                PushedAt = ports.Clock.GetUtcNow(),
                PullRequestBegunAt = ports.Clock.GetUtcNow(),
            };
        var message = CommitMessage.Read(found[0] ?? string.Empty);
        if (message is null || message.Id != begun.Id || (begun.KeySha256 is { } key && key != message.KeySha256))
            throw OneShotErrors.KeyTaken(begun.Id);

        // Pull request and run may exist, so both are looked for before they are made.
        return JournaledCommit.Over(message, begun) with
        {
            Branch = message.Branch,
            Commit = commit,
            FirstCommit = commit,
            Prompt = found[1] ?? begun.Prompt,
            PromptSha256 = message.PromptSha256,
            KeySha256 = message.KeySha256,
            PushBegunAt = message.At,
            PushedAt = message.At,
            PullRequestBegunAt = message.At,
            RunRequestedAt = message.At,
            RunRequestedLastAt = message.At,
        };
    }
}
