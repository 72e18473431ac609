using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Repositories;

namespace OneShot.Git;

/// <summary>The user's own refs, for the local forge: read, and one-shots' branches made, moved and deleted, only if they are where they are expected.</summary>
internal sealed class GitOwnRefs(GitRunner runner)
{
    private static readonly string[] Moved = ["already exists", "but expected", "unable to resolve reference", "cannot lock ref"];

    public async Task<RemoteRefs> ListAsync(IReadOnlyList<string> patterns, CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(new GitCommand(["for-each-ref", "--format=%(objectname)%09%(refname)", .. patterns]), cancellationToken).ConfigureAwait(false);
        if (!result.IsGood) throw OneShotErrors.GitFailed("for-each-ref", result.Reason);
        return new RemoteRefs(null, result.Lines.Select(line => line.Split('\t')).ToDictionary(parts => parts[1], parts => parts[0]));
    }

    public async Task<PushOutcome> UpdateAsync(IReadOnlyList<RefUpdate> updates, CancellationToken cancellationToken)
    {
        var lines = updates.Select(update => update switch
        {
            { New: { } made, Expected: null } => $"create {update.Ref} {made}",
            { New: { } next, Expected: { } now } => $"update {update.Ref} {next} {now}",
            _ => $"delete {update.Ref} {update.Expected}",
        });
        var script = "start\n" + string.Join('\n', lines) + "\nprepare\ncommit\n";
        var result = await runner.RunAsync(new GitCommand("update-ref", "--create-reflog", "-m", "oneshot", "--stdin") { Input = Encoding.UTF8.GetBytes(script) }, cancellationToken).ConfigureAwait(false);
        if (result.IsGood) return PushOutcome.Done;
        return Moved.Any(result.Says) ? PushOutcome.Unexpected : throw OneShotErrors.GitFailed("update-ref", result.Reason);
    }
}
