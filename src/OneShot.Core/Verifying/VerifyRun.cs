using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>
/// Runs the repository's own build and tests on two commits, each in a checkout of its own: the one that the one-shot
/// started from, which says what to run, and the one that was delivered.
/// </summary>
/// <param name="request">What is to be verified.</param>
/// <param name="agents">Runs commands in the sandbox.</param>
/// <param name="checkouts">Makes the checkouts.</param>
/// <param name="baselines">Keeps how the first of them ended.</param>
/// <param name="reporter">Is told how far it is.</param>
internal sealed class VerifyRun(
    VerifyRequest request,
    IAgents agents,
    ICheckouts checkouts,
    IBaselines baselines,
    IReporter reporter
)
{
    /// <summary>The most lines of what a command printed that are kept.</summary>
    public const int MostLines = 20;

    private const int Width = 300;
    private const int LargestFeed = 1024 * 1024;

    private IReadOnlyList<(string Name, string Text)> _feeds = [];

    /// <summary>Verifies.</summary>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>What was found.</returns>
    public async Task<VerifyReport> RunAsync(CancellationToken cancellationToken)
    {
        // Whoever resumes may say now that it is to be taken as it is.
        if (request.Limits.Verify == VerifyMode.None)
            return new VerifyReport { Commit = request.Commit, Nothing = VerifyRules.NobodyAsked };
        using var trunk = await checkouts.MakeAsync(request.Start, cancellationToken).ConfigureAwait(false);

        // Both before anything runs in it.
        _feeds = Feeds(trunk.Folder);
        if ((request.Limits.VerifyCommand ?? new VerifyCommands(trunk.Folder).Find()) is not { } command)
            return new VerifyReport { Commit = request.Commit, Nothing = VerifyText.NothingFound };
        var before = baselines.Read(request.Start, command);
        if (before is not null)
            reporter.Progress($"verify: on trunk {VerifyText.Short(before)}, as an earlier run saw");
        else
        {
            before = await AtAsync("on trunk", request.Start, command, trunk, cancellationToken).ConfigureAwait(false);
            if (before.EndedBy is null)
                baselines.Keep(before);
        }

        using var delivered = await checkouts.MakeAsync(request.Commit, cancellationToken).ConfigureAwait(false);
        var differing = request.Limits.VerifyCommand is null
            ? new VerifyCommands(trunk.Folder).Differing(command, delivered.Folder)
            : [];
        var now = await AtAsync("on the result", request.Commit, command, delivered, cancellationToken)
            .ConfigureAwait(false);
        return new VerifyReport
        {
            Commit = request.Commit,
            Baseline = before,
            Head = now,
            Steering = differing,
        };
    }

    private async Task<VerifyResult> AtAsync(
        string where,
        string commit,
        string command,
        Checkout place,
        CancellationToken cancellationToken
    )
    {
        reporter.Progress($"verify: {where}, {CommitName.Short(commit)}: {SafeText.Excerpt(command, 200)}");
        var results = PrivateFolder.Make(Path.Combine(place.Scratch, "results"));
        var log = commit == request.Commit ? "verify.log" : "baseline.log";
        var end = await EndAsync(
                new SandboxedCommand(
                    command,
                    place.Folder,
                    results,
                    Path.Combine(request.Logs, log),
                    request.Limits.TimeOfVerifying
                )
                {
                    Scratch = place.Scratch,
                    Sandbox = request.Limits.Sandbox,
                    AllowedHosts = request.Limits.AllowedHosts,
                    FeedFiles = _feeds,
                    Readable = place.Readable,
                    Hidden = request.Hidden,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var result = new VerifyResult
        {
            Commit = commit,
            Command = command,
            ExitCode = end.ExitCode,
            EndedBy = end.EndedBy,
            Seconds = Math.Round(end.Seconds, 1),
            Tests = TestFiles.Read(results, place.Folder, cancellationToken),
            Tail = [.. end.Tail.TakeLast(MostLines).Select(line => SafeText.Excerpt(SecretRules.Without(line), Width))],
        };
        reporter.Progress($"verify: {where} {VerifyText.Short(result)}");
        return result;
    }

    // What is missing around it, such as a sandbox that is required, is no fault of what was delivered.
    private async Task<CommandEnd> EndAsync(SandboxedCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await agents
                .RunCommandAsync(command, text => reporter.Doing($"verify: {text}"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Exit != ExitCode.Cancelled)
        {
            return new CommandEnd(null, 0, []) { EndedBy = $"could not be run: {exception.Error.Message}" };
        }
        finally
        {
            reporter.Doing(null);
        }
    }

    // Which feeds may be reached is trunk's to say, not what was delivered.
    private static (string Name, string Text)[] Feeds(string trunk) =>
        [
            .. FeedFile
                .In(trunk)
                .Select(name => (Name: name, Bytes: RegularFile.TryRead(Path.Combine(trunk, name), LargestFeed)))
                .Where(file => file.Bytes is not null)
                .Select(file => (file.Name, Encoding.UTF8.GetString(file.Bytes!))),
        ];
}
