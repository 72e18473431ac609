using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Makes the branch that holds the prompt, on the remote only: nothing of the user's checkout is touched.
/// </summary>
internal sealed class CreateBranch(VerbPorts ports, OneShotLocation site, DispatchRequest request, TrunkFile file)
{
    private const string OtherPrompt =
        "this idempotency key was used before, with another prompt: that one-shot is resumed, and this prompt is not used";

    /// <summary>How many names are tried before giving up.</summary>
    private const int Names = 99;

    /// <summary>How often a push is tried whose refs somebody else is just making.</summary>
    private const int Races = 10;

    /// <summary>Within this, two dispatches of the same prompt are at once.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    /// <summary>Starts a one-shot's journal; nothing is written yet.</summary>
    public Journal Begin(ValidatedPrompt asked)
    {
        var key = request.IdempotencyKey ?? asked.Key;
        return new Journal
        {
            Id = key is null ? DrawUnused() : DistinctId.FromKey(site.Forge.Name, key).Value,
            CreatedAt = ports.Clock.GetUtcNow(),
            Prompt = asked.Prompt.Text,
            PromptSha256 = asked.Prompt.Sha256,
            Agent = asked.Agent,
            Model = asked.Model,
            Options = file.Terms.Options,
            PlanIssue = request.PlanIssue,
            Slug = request.Slug,
            KeySha256 = key is null ? null : Sha256Hex.Of(key),
            Remote = site.Remote.Name,
            Forge = site.Forge.Name,
            Workflow = request.Workflow,
            Ref = request.Ref,
            Base = request.Forge.Base,
            AwaitsTasks = request.Checkout ? true : null,
        };
    }

    /// <summary>Makes the branch, unless the journal or the remote shows that it was made.</summary>
    public async Task<Journal> RunAsync(Journal journal, Prompt prompt, CancellationToken cancellationToken)
    {
        if (journal.PushedAt is not null)
            return await VerifyAsync(journal, cancellationToken).ConfigureAwait(false);
        var name = journal.Branch is { } known
            ? BranchName.Existing(known)
            : BranchName.Create(Slug.From(journal.Slug ?? prompt.Text), journal.PlanIssue, ports.Clock.GetLocalNow());

        var preflight = new Preflight(ports, site, file);
        var (checkedJournal, refs) = await preflight
            .RunAsync(journal, name, prompt, cancellationToken)
            .ConfigureAwait(false);
        journal = checkedJournal;
        if (journal.KeySha256 is not null && refs.Refs.TryGetValue(KeyRef.Of(journal.Id), out var earlier))
            return await AdoptAsync(journal, earlier, cancellationToken).ConfigureAwait(false);
        if (journal.Commit is { } commit && refs.Branch(name.Value) == commit)
            return Pushed(journal);

        for (var attempt = 1; ; attempt++)
        {
            while (refs.Refs.ContainsKey(name.Ref))
                name = name.Attempt < Names ? name.Next() : throw OneShotErrors.NamesTaken(name.Stem);
            if (!await CanPushAgainAsync(journal, name, cancellationToken).ConfigureAwait(false))
                journal = await CommitAsync(journal, name, prompt, preflight.From, cancellationToken)
                    .ConfigureAwait(false);
            if (await PushAsync(journal, cancellationToken).ConfigureAwait(false) == PushOutcome.Done)
                return Pushed(journal);

            // Somebody was faster: with the same key it is this one-shot, with the same name another one.
            refs = await ListAsync(journal, name, cancellationToken).ConfigureAwait(false);
            if (refs.Refs.TryGetValue(KeyRef.Of(journal.Id), out var first))
                return await AdoptAsync(journal, first, cancellationToken).ConfigureAwait(false);
            if (refs.Branch(name.Value) == journal.Commit)
                return Pushed(journal);
            if (refs.Refs.ContainsKey(name.Ref))
                continue;

            // Their refs are locked and not there yet, or their push failed after all.
            if (attempt >= Races)
                throw OneShotErrors.PushRefused(name.Value, "the remote changed during the push");
            await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), ports.Clock, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // A push that was begun by a killed process may still be under
    // way: the same commit again is the same branch, whoever is first.
    private async Task<bool> CanPushAgainAsync(Journal journal, BranchName name, CancellationToken cancellationToken) =>
        journal.Commit is { } commit
        && journal.Branch == name.Value
        && await ports.Repository.HasCommitAsync(commit, cancellationToken).ConfigureAwait(false);

    private async Task<Journal> CommitAsync(
        Journal journal,
        BranchName name,
        Prompt prompt,
        string? from,
        CancellationToken cancellationToken
    )
    {
        ports.Reporter.Progress(
            $"one-shot {journal.Id}: branch {name} from {from ?? journal.Base} "
                + $"({CommitName.Short(journal.BaseCommit!)})"
        );
        if (site.Remote.IsOwn && site.State.WorkTree is not null)
        {
            var missing = await ports
                .Repository.NotIncludedAsync(journal.BaseCommit!, cancellationToken)
                .ConfigureAwait(false);
            if (missing.Line(journal.Base!, from is not null) is { } line)
                ports.Reporter.Progress(line);
        }

        journal = StoodIn(journal) with { Branch = name.Value };
        var message = JournaledCommit.MessageOf(journal).Write(prompt);
        var commit = await ports
            .Repository.CommitAsync(
                new NewCommit(journal.BaseCommit!, Prompt.Path, prompt.Bytes, message),
                site.State,
                cancellationToken
            )
            .ConfigureAwait(false);
        journal = journal with { Commit = commit, FirstCommit = commit, PushBegunAt = ports.Clock.GetUtcNow() };
        site.Journals.Save(journal);
        return journal;
    }

    // What leaves this machine later gets its user's name then, and the journal tells from whom.
    private Journal StoodIn(Journal journal)
    {
        if (site.Forge.Traits.NeedsIdentity || site.State.StandIn is not { } standIn || journal.StandIn == standIn)
            return journal;
        ports.Reporter.Progress(
            $"git has no user.name and user.email: the commits carry {standIn} until they are published, under your name"
        );
        return journal with { StandIn = standIn };
    }

    private async Task<PushOutcome> PushAsync(Journal journal, CancellationToken cancellationToken)
    {
        var updates = new List<RefUpdate> { new(RefName.OfBranch(journal.Branch!), null, journal.Commit) };
        if (journal.KeySha256 is not null && !site.Remote.IsOwn)
            updates.Add(new RefUpdate(KeyRef.Of(journal.Id), null, journal.Commit));
        ports.Reporter.Progress($"pushing {journal.Branch} to {site.Remote.Push.Display}");
        var push = new PushRefs(ports, site, request.NoHooks, journal.BaseCommit);
        return await push.RunAsync(updates, cancellationToken).ConfigureAwait(false);
    }

    private Task<RemoteRefs> ListAsync(Journal journal, BranchName name, CancellationToken cancellationToken) =>
        ports.Repository.ListRemoteAsync(
            site.Remote.PushSide,
            [$"{BranchName.Existing(name.Stem).Ref}*", KeyRef.Of(journal.Id)],
            cancellationToken
        );

    private Journal Pushed(Journal journal)
    {
        journal = journal with { PushedAt = ports.Clock.GetUtcNow() };
        site.Journals.Save(journal);
        TellOfTwin(journal);
        return journal;
    }

    // Somebody may mean it, or have typed it into two terminals.
    private void TellOfTwin(Journal journal)
    {
        if (ports.Preview is not null || journal.KeySha256 is not null)
            return;
        var twin = site
            .Journals.All()
            .FirstOrDefault(other =>
                other.Id != journal.Id
                && other is { PushBegunAt: not null, UndoneAt: null }
                && other.PromptSha256 == journal.PromptSha256
                && (journal.CreatedAt - other.CreatedAt).Duration() < AtOnce
            );
        if (twin is not null)
            ports.Reporter.Progress(
                $"the same prompt was dispatched within a minute: one-shot {twin.Id}, branch {twin.Branch}. This is one more"
            );
    }

    private async Task<Journal> AdoptAsync(Journal journal, string commit, CancellationToken cancellationToken)
    {
        var earlier = await new EarlierOneShot(ports, site)
            .ReadAsync(journal, commit, cancellationToken)
            .ConfigureAwait(false);
        Tell(earlier, journal);
        site.Journals.Save(earlier);
        return earlier;
    }

    /// <summary>Says that the one-shot is an earlier one.</summary>
    public void Tell(Journal earlier, Journal begun)
    {
        ports.Reporter.Progress(
            $"this idempotency key was used before: one-shot {earlier.Id}, branch {earlier.Branch}"
        );
        if (earlier.PromptSha256 != begun.PromptSha256)
            ports.Reporter.Warn(OtherPrompt);
    }

    /// <summary>Whether the key's ref is where this journal left it.</summary>
    public async Task<bool> HasKeyAsync(Journal journal, CancellationToken cancellationToken)
    {
        var key = KeyRef.Of(journal.Id);
        var refs = await ports
            .Repository.ListRemoteAsync(site.Remote.PushSide, [key], cancellationToken)
            .ConfigureAwait(false);
        return refs.Refs.GetValueOrDefault(key) == (journal.FirstCommit ?? journal.Commit);
    }

    private async Task<Journal> VerifyAsync(Journal journal, CancellationToken cancellationToken)
    {
        var refs = await ports
            .Repository.ListRemoteAsync(site.Remote.PushSide, [RefName.OfBranch(journal.Branch!)], cancellationToken)
            .ConfigureAwait(false);
        if (refs.Branch(journal.Branch!) is null)
            throw OneShotErrors.NothingToFinish(journal.Id, $"its branch {journal.Branch} was deleted.");
        ports.Reporter.Progress($"branch {journal.Branch} is there");
        return journal;
    }

    private string DrawUnused()
    {
        while (true)
        {
            var id = DistinctId.Draw().Value;
            if (site.Journals.Find(id) is null)
                return id;
        }
    }
}
