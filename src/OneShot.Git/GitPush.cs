using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>Pushes by object id to an address, so that no ref of this repository changes.</summary>
internal sealed partial class GitPush(GitRunner runner, GitAccess access)
{
    // What git answers when a ref was not where the lease says.
    private static readonly string[] Moved =
    [
        "stale info",
        "already exists",
        "fetch first",
        "non-fast-forward",
        "atomic push fail",
        "incorrect old value",
    ];

    /// <summary>The command, for the push itself and for the preview of it.</summary>
    public static GitCommand Command(Remote remote, IReadOnlyList<RefUpdate> updates, bool verify) =>
        new([
            "push",
            "--porcelain",
            "--no-follow-tags",
            "--no-recurse-submodules",
            "--no-signed",
            .. updates.Count > 1 ? ["--atomic"] : Array.Empty<string>(),
            .. verify ? Array.Empty<string>() : ["--no-verify"],
            .. updates.Select(update => $"--force-with-lease={update.Ref}:{update.Expected}"),
            "--",
            GitRemoteAlias.Name,
            .. updates.Select(update => $"{update.New}:{update.Ref}"),
        ])
        {
            Configuration = GitRemoteAlias.For(remote),
        };

    /// <summary>
    /// How a push whose hook runs names where it goes. By its address the hook of Git LFS knows the user's remote, and
    /// what that has already; a remote that git knows for one command only has nothing. The alias stays where the
    /// address may show a password, be the name of another remote, or be rewritten where the remote's is not.
    /// </summary>
    public static string TargetOf(Remote remote) =>
        !remote.IsPushUrl && Address().IsMatch(remote.PushAddress) && !Secret().IsMatch(remote.PushAddress)
            ? remote.PushAddress
            : GitRemoteAlias.Name;

    public async Task<PushOutcome> RunAsync(
        Remote remote,
        IReadOnlyList<RefUpdate> updates,
        PushHooks? hooks,
        CancellationToken cancellationToken
    )
    {
        var command = Command(remote, updates, verify: hooks is not null);
        if (hooks is not null && GitHooks.Has(hooks.Repository, "pre-push"))
            command = await HookedAsync(command, remote, hooks, cancellationToken).ConfigureAwait(false);
        command = access(command, remote, remote.Push);
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (result.IsGood)
            return PushOutcome.Done;

        var refused = result.Lines.Where(line => line.StartsWith('!')).ToArray();
        if (refused.Length == 0)
            throw Failure(command, result, remote, hooks);
        if (refused.All(line => WasMoved(line, result)))
            return PushOutcome.Unexpected;
        throw OneShotErrors.PushRefused(RefName.BranchOf(updates[0].Ref) ?? updates[0].Ref, Reason(refused, result));
    }

    // It may be the hook of Git LFS, which would ask the .lfsconfig that lies in the work tree where to push.
    private async Task<GitCommand> HookedAsync(
        GitCommand command,
        Remote remote,
        PushHooks hooks,
        CancellationToken cancellationToken
    )
    {
        var place = await LargeFilePlace
            .FindAsync(runner, remote, isPush: true, hooks.Trunk, cancellationToken)
            .ConfigureAwait(false);
        var target = TargetOf(remote);
        return command with
        {
            Arguments = [.. command.Arguments.Select(argument => argument == GitRemoteAlias.Name ? target : argument)],
            Configuration = [.. command.Configuration, .. place.Configuration],
        };
    }

    // A ref that was made in between is refused by the remote's lock:
    // its own lines say so, git's status only that the update failed.
    private static bool WasMoved(string line, GitResult result) =>
        Moved.Any(reason => line.Contains(reason, StringComparison.OrdinalIgnoreCase))
        || (
            (
                line.Contains("failed to update ref", StringComparison.Ordinal)
                || line.Contains("atomic transaction failed", StringComparison.Ordinal)
            ) && result.Says("cannot lock ref")
        );

    // The rules that refused stand in the remote's own lines, such
    // as "remote: error: GH006: Protected branch update failed".
    private static string Reason(string[] refused, GitResult result)
    {
        var said = result
            .Error.Split('\n')
            .Where(line => line.StartsWith("remote:", StringComparison.Ordinal))
            .Select(line => line["remote:".Length..].Trim())
            .Where(line => line.Length > 0);
        var why = refused[0].Split('\t').Last();
        return SafeText.Excerpt(Redaction.Of(string.Join(" ", said.Prepend(why))), 400);
    }

    private static OneShotException Failure(GitCommand command, GitResult result, Remote remote, PushHooks? hooks)
    {
        // git says nothing of its own when a hook ended badly; the hook did, or nobody.
        var fatal = result.Says("fatal:") || result.Says("RPC failed") || result.Says("unable to access");
        if (hooks is not null && !fatal && GitHooks.Has(hooks.Repository, "pre-push"))
        {
            return OneShotErrors.HookRefused(SafeText.Excerpt(Redaction.Of(SaidBy(result)), 300));
        }

        return GitErrors.OfRemote(command, result, remote.Push);
    }

    // Most hooks talk on standard error, and that of Git LFS tells on standard output what it lacks.
    private static string SaidBy(GitResult result)
    {
        var last = result
            .Error.Split('\n')
            .LastOrDefault(line =>
                line.Trim().Length > 0 && !line.StartsWith("error: failed to push", StringComparison.Ordinal)
            );
        var output = string.Join(' ', result.Lines.Where(line => !Status().IsMatch(line)).Select(line => line.Trim()));
        return last ?? (output.Length > 0 ? output : "it said nothing");
    }

    // What git itself prints with --porcelain.
    [GeneratedRegex("^(To |Done$|[ +*!=-]\t)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Status();

    // No remote's name has a colon, or begins so.
    [GeneratedRegex(@"^(\.{0,2}/|[^/]*:)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Address();

    [GeneratedRegex(
        @"^(https?://[^/]*@|[a-z+.-]+://[^/]*:[^/]*@)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Secret();
}
