using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Git;

/// <summary>What the doctor asks git.</summary>
internal sealed partial class GitFacts(GitRunner runner, GitAccess access) : IGitFacts
{
    public async Task<Version> VersionAsync(CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(new GitCommand("version"), cancellationToken).ConfigureAwait(false);
        return Number().Match(result.Text) is { Success: true } match
            ? Version.Parse(match.Value)
            : throw OneShotErrors.GitFailed("version", $"it answered '{result.Text.Trim()}'");
    }

    // A dry run asks the remote for its refs as a pusher, which needs the right
    // to push, and stops there. A hook of the user's would do more than look.
    public async Task TryPushAsync(Remote remote, RefUpdate update, CancellationToken cancellationToken)
    {
        var push = GitPush.Command(remote, [update], verify: false);
        var command = access(
            push with
            {
                Arguments = ["push", "--dry-run", .. push.Arguments.Skip(1)],
            },
            remote,
            remote.Push
        );
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (result.IsGood)
            return;
        throw result.Lines.FirstOrDefault(line => line.StartsWith('!')) is { } refused
            ? OneShotErrors.PushRefused(RefName.BranchOf(update.Ref)!, refused.Split('\t')[^1])
            : GitErrors.OfRemote(command, result, remote.Push);
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Number();
}
