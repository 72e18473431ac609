using System.Text;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Storage;
using OneShot.Core.Text;
using OneShot.Git;
using OneShot.Local.Store;

namespace OneShot.Local.Reports;

/// <summary>Gathers what a report tells: from the store's files and, for the changes, from git.</summary>
internal sealed partial class ReportReader(LocalStore store, GitRunner git)
{
    /// <summary>The most bytes of a log; what is left out is its beginning.</summary>
    private const int MostOfLog = 64 * 1024;

    private readonly HeldChange _held = new(git);

    public async Task<ReportData> ReadAsync(
        LocalThread pull,
        LocalRun? run,
        string command,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var id = Metadata.Read(pull.Body)?.Id ?? run?.Id;
        var journal = id is null ? null : JournalOf(id);
        var folder = run is null ? null : RunFolders.Of(run.Id);
        var data = new ReportData(
            pull,
            run,
            id,
            journal?.Prompt ?? run?.Inputs.GetValueOrDefault("prompt") ?? pull.Title
        )
        {
            At = at,
            Command = command,
            Journal = journal,
            Logs = folder is null ? [] : [.. LogsOf(folder)],
        };
        if (run is not null)
        {
            var impl = new ImplFolder(store.PathOf(folder + "/impl"));
            data = data with
            {
                Plan = impl.Read(PlanFiles.Plan, Plan.Most * 4) is { } plan ? Encoding.UTF8.GetString(plan) : null,
                Result = ResultOf(impl),
                Looks = LooksOf(run, impl[PlanFiles.Bundle]),
                Summary = AgentSummary.Read(impl),
            };
        }

        // Only what ended well is offered to be published: a dispatch does not wait for this.
        if (run?.Conclusion is { IsSuccess: true })
        {
            var listing = await git.RunAsync(new GitCommand("var", "-l"), cancellationToken).ConfigureAwait(false);
            var remote = new GitConfiguration(listing.Text).Remote(run.Remote ?? "origin");
            data = data with { HasServer = remote is { Push.Host: not null } };
        }

        return await WithChangesAsync(data, journal?.BaseCommit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What the page of all of them tells of each: no texts, and few questions to git for every trunk; one more, once,
    /// for each that was undone after it was merged.
    /// </summary>
    public async Task<IReadOnlyList<ReportData>> OverviewAsync(
        IEnumerable<int> numbers,
        LocalRun? newest,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var all = numbers
            .Select(number => Try(FormattableString.Invariant($"pulls/{number}.json"), LocalJson.Readable.LocalThread))
            .OfType<LocalThread>()
            .Select(pull => (Pull: pull, Metadata.Read(pull.Body)?.Id))
            .Where(one => one is { Id: not null, Pull: { Branch: not null, Base: not null } })
            .Select(one => new ReportData(
                one.Pull,
                one.Id == newest?.Id && newest!.IsOf(one.Pull.Number) ? newest : RunOf(one.Pull.Number, one.Id!),
                one.Id,
                one.Pull.Title
            )
            {
                At = at,
                Command = string.Empty,
                Journal = JournalOf(one.Id!),
            })
            .ToArray();
        var undone = all.Where(one => IsUndone(one.Journal, one.Pull)).ToArray();
        var tips = await TipsAsync([RefName.OfBranch(""), WaitingResult.Prefix], cancellationToken)
            .ConfigureAwait(false);
        var merged = new HashSet<(string?, string?)>();
        foreach (var trunk in all.Select(one => one.Pull.Base).Distinct())
            merged.UnionWith(await MergedAsync(trunk!, cancellationToken).ConfigureAwait(false));
        foreach (var group in undone.GroupBy(one => one.Pull.Base!))
            merged.UnionWith(
                await HeldAsync(group.Key, group.Select(one => one.Run?.Commit), cancellationToken)
                    .ConfigureAwait(false)
            );
        var told = new List<ReportData>();
        foreach (var one in all)
        {
            var (trunk, branch) = (one.Pull.Base!, RefName.OfBranch(one.Pull.Branch!));
            var tip = tips.GetValueOrDefault(branch);
            told.Add(
                IsUndone(one.Journal, one.Pull)
                    ? one with
                    {
                        Kept = tip is null ? null : KeptBranch.Here(one.Pull.Branch!, null),
                        Merged = await IsLeftAsync(one, trunk).ConfigureAwait(false)
                            ? new MergedChange(trunk, Revert: null)
                            : null,
                    }
                    : one with
                    {
                        IsMerged = merged.Contains((trunk, branch)),
                        Waits = await WaitsAsync(
                                tip,
                                tips.GetValueOrDefault(WaitingResult.RefOf(one.Id!)),
                                cancellationToken
                            )
                            .ConfigureAwait(false),
                    }
            );
        }

        return told;

        async Task<bool> IsLeftAsync(ReportData one, string trunk) =>
            one.Run?.Commit is { } delivered
            && merged.Contains((trunk, delivered))
            && tips.TryGetValue(RefName.OfBranch(trunk), out var tip)
            && await _held
                .IsLeftAsync(one.Journal!.BaseCommit, delivered, tip, cancellationToken)
                .ConfigureAwait(false);
    }

    private LocalRun? RunOf(int pull, string id) =>
        RunFolders
            .All(store, id)
            .Select(folder => Try(RunFolders.FileIn(folder), LocalJson.Readable.LocalRun))
            .FirstOrDefault(run => run?.IsOf(pull) == true);

    // One damaged file must not take the page from the others.
    private T? Try<T>(string file, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return store.Read(file, type);
        }
        catch (OneShotException)
        {
            return null;
        }
    }

    // The branch of a key that was used once more since may be the later one's.
    private static bool IsUndone(Journal? journal, LocalThread pull) =>
        journal is { UndoneAt: not null } && (journal.PullRequest is null || journal.PullRequest.Number == pull.Number);

    private async Task<Dictionary<string, string>> TipsAsync(string[] patterns, CancellationToken cancellationToken)
    {
        var command = new GitCommand(["for-each-ref", "--format=%(refname)%09%(objectname)", .. patterns]);
        var refs = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return refs.Lines.Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1]);
    }

    private async Task<IEnumerable<(string?, string?)>> MergedAsync(string trunk, CancellationToken cancellationToken)
    {
        var command = new GitCommand(
            "for-each-ref",
            "--format=%(refname)",
            "--merged=" + RefName.OfBranch(trunk),
            RefName.OfBranch("")
        );
        var names = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return names.IsGood ? names.Lines.Select(name => ((string?)trunk, (string?)name)) : [];
    }

    // Of commits whose branches are gone those that trunk has; one that git does not know any more is in none.
    private async Task<IEnumerable<(string?, string?)>> HeldAsync(
        string trunk,
        IEnumerable<string?> commits,
        CancellationToken cancellationToken
    )
    {
        var asked = commits.OfType<string>().Where(CommitName.IsWhole).ToArray();
        if (asked.Length == 0)
            return [];
        string[] list = ["rev-list", "--ignore-missing", .. asked];
        var known = await git.RunAsync(new GitCommand([.. list, "--no-walk"]), cancellationToken).ConfigureAwait(false);
        var missed = await git.RunAsync(new GitCommand([.. list, "--not", RefName.OfBranch(trunk)]), cancellationToken)
            .ConfigureAwait(false);
        return known.IsGood && missed.IsGood
            ? known.Lines.Except(missed.Lines).Select(commit => ((string?)trunk, (string?)commit))
            : [];
    }

    /// <summary>
    /// The most bytes of a patch that are looked at: a page shows a part of that, and 100 MB may be delivered.
    /// </summary>
    private const int MostOfPatch = 2 * 1024 * 1024;

    // From where the branch began: trunk may have moved on since, and may hold the changes already.
    private async Task<ReportData> WithChangesAsync(ReportData data, string? start, CancellationToken cancellationToken)
    {
        var pull = data.Pull;
        // Before anything is delivered the branch holds the prompt alone: git is not asked.
        if (pull.IsOpen && data.Run is null or { Status.IsOver: false, Commit: null })
            return data;
        var waiting = WaitingResult.RefOf(data.Run?.Id ?? "-");
        var tips = await TipsAsync(
                [RefName.OfBranch(pull.Branch!), RefName.OfBranch(pull.Base!), waiting],
                cancellationToken
            )
            .ConfigureAwait(false);
        var trunk = tips.GetValueOrDefault(RefName.OfBranch(pull.Base!));
        start ??= trunk;
        var branch = tips.GetValueOrDefault(RefName.OfBranch(pull.Branch!));
        var result = tips.GetValueOrDefault(waiting);
        var isUndone = IsUndone(data.Journal, pull);
        if (branch is not null && isUndone)
        {
            var standings = new GitStandings(git);
            var place = await standings
                .PlaceAsync([RefName.OfBranch(pull.Branch!)], cancellationToken)
                .ConfigureAwait(false);
            data = data with { Kept = KeptBranch.Here(pull.Branch!, place) };
        }

        if (
            isUndone
            && (data.Run?.Commit, trunk) is ({ } delivered, not null)
            && await _held
                .IsThereAsync(data.Journal!.BaseCommit, delivered, trunk, cancellationToken)
                .ConfigureAwait(false)
        )
            data = data with { Merged = MergedChange.Here(pull.Base!, data.Journal!.BaseCommit, delivered) };
        if (await WaitsAsync(branch, result, cancellationToken).ConfigureAwait(false) is { } cause)
            data = data with { Waits = cause };
        if (((data.Waits is null ? branch : result) ?? data.Run?.Commit) is not { } tip || start is null)
            return data;

        string[] what = [start, tip, "--", ":/", ":(exclude,top).worker-impl"];
        var counts = await git.RunAsync(
                new GitCommand(["diff-tree", "-r", "-M", "-z", "--numstat", .. what]),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!counts.IsGood || counts.Output.Length == 0)
            return data;
        var patch = await git.RunAsync(
                new GitCommand([
                    "diff-tree",
                    "-r",
                    "-M",
                    "--patch",
                    "--no-color",
                    "--no-ext-diff",
                    "--no-textconv",
                    .. what,
                ])
                {
                    MostOutput = MostOfPatch,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var isMerged = trunk is not null && await StandsOnAsync(tip, trunk, cancellationToken).ConfigureAwait(false);
        return data with
        {
            Files = Diff.Read(counts.Text, patch.Text),
            Patch = patch.Text,
            IsMerged = isMerged,
            TrunkHasStart =
                isMerged
                || start == trunk
                || (trunk is not null && await StandsOnAsync(start, trunk, cancellationToken).ConfigureAwait(false)),
        };
    }

    // Not where its user has taken it since.
    private async Task<WaitingCause?> WaitsAsync(string? branch, string? result, CancellationToken cancellationToken)
    {
        return result is null
            ? null
            : await WaitingResult
                .CauseAsync(result, branch, (ancestor, one) => StandsOnAsync(ancestor, one, cancellationToken))
                .ConfigureAwait(false);
    }

    private async Task<bool> StandsOnAsync(string ancestor, string one, CancellationToken cancellationToken) =>
        (await git.RunAsync(GitCommand.IsAncestor(ancestor, one), cancellationToken).ConfigureAwait(false)).IsGood;

    private static IReadOnlyList<string> LooksOf(LocalRun run, string bundle) =>
        run.Refused is not null && File.Exists(bundle) ? KeptBundle.Commands(bundle, BundleSizes.IsGood(bundle)) : [];

    private Journal? JournalOf(string id)
    {
        try
        {
            return new JournalStore(Path.GetDirectoryName(store.Folder)!).Find(id);
        }
        catch (OneShotException)
        {
            return null; // a damaged file, of which --resume tells
        }
    }

    private static PlanResult? ResultOf(ImplFolder impl)
    {
        try
        {
            return impl.Read(PlanFiles.PlanResult, PlanResult.Limit) is { } bytes ? PlanResult.Read(bytes) : null;
        }
        catch (OneShotException)
        {
            return null; // the run failed with it, and says so
        }
    }

    private IEnumerable<ReportLog> LogsOf(string folder)
    {
        foreach (
            var (name, file) in new[]
            {
                ("The run", "log.txt"),
                ("The planner", "plan.agent.log"),
                ("The implementer", "implement.agent.log"),
                ("The run's process", "runner.txt"),
            }
        )
        {
            var path = store.PathOf($"{folder}/{file}");
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
                continue;
            using var stream = RegularFile.Open(path);
            var isCut = stream.Length > MostOfLog;
            if (isCut)
                stream.Seek(-MostOfLog, SeekOrigin.End);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            if (isCut)
                reader.ReadLine(); // it began before
            yield return new ReportLog(name, path, Escapes().Replace(reader.ReadToEnd(), string.Empty), isCut);
        }
    }

    // Colours and the like, of programs that take a log for a terminal.
    [GeneratedRegex(@"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\a\x1b]*(?:\a|\x1b\\)?)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Escapes();
}
