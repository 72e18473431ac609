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
/// <param name="logs">Reads the binary logs of its build.</param>
/// <param name="reporter">Is told how far it is.</param>
internal sealed class VerifyRun(
    VerifyRequest request,
    IAgents agents,
    ICheckouts checkouts,
    IBaselines baselines,
    IBinaryLogs logs,
    IReporter reporter
) : IDisposable
{
    /// <summary>The most lines of what a command printed that are kept.</summary>
    public const int MostLines = 20;

    private const int Width = 300;

    private readonly CommandRun _run = new(agents, reporter);
    private VerifySetup? _setup;
    private TimeSpan _spent;

    /// <summary>Verifies.</summary>
    /// <param name="repository">The repository, in which both commits are.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>What was found.</returns>
    public async Task<VerifyReport> RunAsync(IGitRepository repository, CancellationToken cancellationToken)
    {
        // Whoever resumes may say now that it is to be taken as it is.
        if (request.Limits.Verify == VerifyMode.None)
            return new VerifyReport { Commit = request.Commit, Nothing = VerifyRules.NobodyAsked };
        var (trunk, named) = (repository.FilesOf(request.Start), request.Limits.VerifyCommand);
        if (await TrunkCommand.FindAsync(trunk, named, cancellationToken).ConfigureAwait(false) is not { } command)
            return new VerifyReport { Commit = request.Commit, Nothing = VerifyText.NothingFound };
        var found = await CompareAsync(command, cancellationToken).ConfigureAwait(false);
        var delivered = repository.FilesOf(request.Commit);
        if (found.Verdict is { IsGreen: true })
            found = found with
            {
                TrunkTests = await TrunkTestsAsync(command, trunk, delivered, cancellationToken).ConfigureAwait(false),
            };
        var steering = await new VerifyCommands(trunk)
            .DifferingAsync(command.Line, delivered, cancellationToken)
            .ConfigureAwait(false);
        // Of a command that was found, build.sh is protected.
        return found with
        {
            Steering = named is null
                ? steering
                :
                [
                    .. steering,
                    .. await new VerifyScripts(trunk)
                        .DifferingAsync(command.Line, delivered, cancellationToken)
                        .ConfigureAwait(false),
                ],
        };
    }

    /// <summary>Runs trunk's command on trunk alone.</summary>
    /// <param name="repository">The repository, in which that commit is.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>What was found.</returns>
    public async Task<VerifyReport> OfTrunkAsync(IGitRepository repository, CancellationToken cancellationToken) =>
        await TrunkCommand
            .FindAsync(repository.FilesOf(request.Start), request.Limits.VerifyCommand, cancellationToken)
            .ConfigureAwait(false)
            is { } command
            ? new VerifyReport
            {
                Commit = request.Start,
                Baseline = await BaselineAsync(command, cancellationToken).ConfigureAwait(false),
            }
            : new VerifyReport { Commit = request.Start, Nothing = VerifyText.NothingFound };

    /// <summary>Runs a command on both commits.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>What was found.</returns>
    public async Task<VerifyReport> CompareAsync(TrunkCommand command, CancellationToken cancellationToken)
    {
        var before = await BaselineAsync(command, cancellationToken).ConfigureAwait(false);
        return new VerifyReport
        {
            Commit = request.Commit,
            Baseline = before,
            Head =
                request.Known is { } known && known.Command == command.Line
                    ? Told("on the result", known with { Commit = request.Commit }, "the rounds")
                    : await AtAsync("on the result", "verify.log", request.Commit, command, before, cancellationToken)
                        .ConfigureAwait(false),
        };
    }

    /// <summary>How the command ends on the commit that the one-shot started from, as far as that is not known.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>How it ended.</returns>
    public async Task<VerifyResult> BaselineAsync(TrunkCommand command, CancellationToken cancellationToken)
    {
        if (baselines.Read(request.Start, command.Line) is { } known)
            return Told("on trunk", known, "an earlier run");

        var ended = await AtAsync("on trunk", "baseline.log", request.Start, command, null, cancellationToken)
            .ConfigureAwait(false);
        if (ended.EndedBy is null)
            baselines.Keep(ended);
        return ended;
    }

    /// <inheritdoc/>
    public void Dispose() => _setup?.Dispose();

    private VerifyResult Told(string where, VerifyResult known, string who)
    {
        reporter.Progress($"verify: {where} {VerifyText.Short(known)}, as {who} saw");
        return known;
    }

    // Trunk's versions of the test files over what was delivered; tests that were added stay. Within the time that the
    // two runs before have left.
    private async Task<VerifyResult?> TrunkTestsAsync(
        TrunkCommand command,
        ICommitFiles trunk,
        ICommitFiles delivered,
        CancellationToken cancellationToken
    )
    {
        var before = await trunk.VersionsAsync(cancellationToken).ConfigureAwait(false);
        var now = await delivered.VersionsAsync(cancellationToken).ConfigureAwait(false);
        var changed = TestPaths
            .In(await trunk.PathsAsync(cancellationToken).ConfigureAwait(false))
            .Where(path => now.GetValueOrDefault(path) != before[path])
            .ToArray();
        if (changed.Length == 0)
            return null;
        using var place = await checkouts.MakeAsync(request.Commit, cancellationToken).ConfigureAwait(false);
        using (var own = await checkouts.MakeAsync(request.Start, cancellationToken).ConfigureAwait(false))
            PutBack.Files(changed, own, place);
        return await InAsync(
                place,
                "with trunk's own tests",
                "trunk-tests.log",
                request.Commit,
                command,
                null,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    // Both runs that decide have the same; one more has what they left.
    private TimeSpan Time()
    {
        var (one, left) = (request.Limits.TimeOfVerifying, (2 * request.Limits.TimeOfVerifying) - _spent);
        left = left < one ? left : one;
        return request.Left is { } most && most < left ? most : left;
    }

    private async Task<VerifyResult> AtAsync(
        string where,
        string log,
        string commit,
        TrunkCommand command,
        VerifyResult? before,
        CancellationToken cancellationToken
    )
    {
        using var place = await checkouts.MakeAsync(commit, cancellationToken).ConfigureAwait(false);
        return await InAsync(place, where, log, commit, command, before, cancellationToken).ConfigureAwait(false);
    }

    private async Task<VerifyResult> InAsync(
        Checkout place,
        string where,
        string log,
        string commit,
        TrunkCommand command,
        VerifyResult? before,
        CancellationToken cancellationToken
    )
    {
        reporter.Progress($"verify: {where}, {CommitName.Short(commit)}: {SafeText.Excerpt(command.Line, 200)}");
        var results = PrivateFolder.Make(Path.Combine(place.Scratch, "results"));
        var end =
            await SetUpAsync(command, cancellationToken).ConfigureAwait(false)
            ?? await _run.EndAsync(
                    request.CommandIn(command.Line, place, results, log, command.Feeds, Time()) with
                    {
                        Setup = _setup?.Folder,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        _spent += TimeSpan.FromSeconds(end.Seconds);
        var result = new VerifyResult
        {
            Commit = commit,
            Command = command.Line,
            ExitCode = end.ExitCode,
            EndedBy = end.EndedBy,
            Seconds = Math.Round(end.Seconds, 1),
            Tail =
            [
                .. end
                    .Tail.Where(line => !line.Contains(results, StringComparison.Ordinal)) // gone when it is read
                    .TakeLast(MostLines)
                    .Select(line => SafeText.Excerpt(SecretRules.Without(line), Width)),
            ],
        };
        result = new ResultFiles(results, place.Folder, logs, end.Secrets, cancellationToken).In(result, before);
        reporter.Progress($"verify: {where} {VerifyText.Short(result)}");
        return result;
    }

    // Once for all that are run here, and before any of it.
    private async Task<CommandEnd?> SetUpAsync(TrunkCommand command, CancellationToken cancellationToken)
    {
        if (request.Limits.VerifySetup.Count == 0)
            return null;
        _setup ??= new VerifySetup(request, _run, checkouts, reporter);
        return await _setup.MakeAsync(command.Feeds, Time(), cancellationToken).ConfigureAwait(false);
    }
}
