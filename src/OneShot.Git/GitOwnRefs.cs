using System.Diagnostics;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// The user's own refs, for the local forge: read, and one-shots' branches
/// made, moved and deleted, only if they are where they are expected.
/// </summary>
/// <param name="runner">Runs git in the repository.</param>
/// <param name="common">The common git directory, for whoever knows it.</param>
internal sealed class GitOwnRefs(GitRunner runner, string? common = null)
{
    private static readonly string[] Moved =
    [
        "already exists",
        "but expected",
        "unable to resolve reference",
        "cannot lock ref",
    ];

    public async Task<RemoteRefs> ListAsync(IReadOnlyList<string> patterns, CancellationToken cancellationToken)
    {
        var result = await runner
            .RunAsync(
                new GitCommand(["for-each-ref", "--format=%(objectname)%09%(refname)", .. patterns]),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!result.IsGood)
            throw OneShotErrors.GitFailed("for-each-ref", result.Reason);
        return new RemoteRefs(
            null,
            result.Lines.Select(line => line.Split('\t')).ToDictionary(parts => parts[1], parts => parts[0])
        );
    }

    public async Task<PushOutcome> UpdateAsync(IReadOnlyList<RefUpdate> updates, CancellationToken cancellationToken)
    {
        var lines = updates.Select(update =>
            update switch
            {
                { New: { } made, Expected: null } => $"create {update.Ref} {made}",
                { New: { } next, Expected: { } now } => $"update {update.Ref} {next} {now}",
                { Expected: { } last } => $"delete {update.Ref} {last}",
                _ => $"verify {update.Ref}", // is not there
            }
        );
        var script = "start\n" + string.Join('\n', lines) + "\nprepare\n";
        var branches = updates.Where(update => update.Expected is not null && RefName.BranchOf(update.Ref) is not null);
        return await CommitAsync(script, [.. branches.Select(update => update.Ref)], cancellationToken)
            .ConfigureAwait(false);
    }

    // Looked at while git holds the locks of the refs. A checkout takes no lock of them: one that happens after
    // the look and before the commit, a few milliseconds, is not seen; git's own commands have the same window.
    private async Task<PushOutcome> CommitAsync(string script, string[] branches, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(runner.Timeout);
        var command = new GitCommand("update-ref", "--create-reflog", "-m", "oneshot", "--stdin");
        using var process = runner.Start(command);
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var isCheckedOut = false;
            if (await SayAsync(process, script, "prepare: ok", limit.Token).ConfigureAwait(false))
            {
                isCheckedOut = await new GitStandings(runner, common)
                    .IsCheckedOutAsync(branches, limit.Token)
                    .ConfigureAwait(false);
                var last = isCheckedOut ? "abort" : "commit";
                await SayAsync(process, last + "\n", last + ": ok", limit.Token).ConfigureAwait(false);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            var result = new GitResult(process.ExitCode, [], await error.ConfigureAwait(false));
            if (result.IsGood)
                return isCheckedOut ? PushOutcome.CheckedOut : PushOutcome.Done;
            return Moved.Any(result.Says)
                ? PushOutcome.Unexpected
                : throw OneShotErrors.GitFailed("update-ref", result.Reason);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw OneShotErrors.GitTimedOut(command.Name, runner.Timeout.TotalSeconds);
        }
        finally
        {
            GitRunner.End(process);
        }
    }

    private static async Task<bool> SayAsync(
        Process process,
        string text,
        string answer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var input = process.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            await input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return false; // git ended; its exit code and message tell why
        }

        while (await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line == answer)
                return true;
        }

        return false;
    }
}
