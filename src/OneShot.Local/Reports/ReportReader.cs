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

/// <summary>
/// Gathers what a report tells: from the store's files and, for the changes, from git, whose refs it reads once.
/// </summary>
internal sealed partial class ReportReader(LocalStore store, GitRunner git)
{
    /// <summary>The most bytes of a log; what is left out is its beginning.</summary>
    private const int MostOfLog = 64 * 1024;

    private Dictionary<string, string>? _tips;

    /// <summary>The user's configuration, where somebody has read it.</summary>
    public GitConfiguration? Configuration { get; init; }

    /// <summary>Tells what trunk has of changes that were undone.</summary>
    public required HeldChange Held { get; init; }

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
                Verdict = ReportVerdict.Of(run, impl),
            };
        }

        // Only what ended well is offered to be published: a dispatch does not wait for this.
        if (run?.Conclusion is { IsSuccess: true })
        {
            var configuration =
                Configuration
                ?? await GitConfiguration.ReadAsync(git, store.Folder, cancellationToken).ConfigureAwait(false);
            data = data with { HasServer = configuration.Remote(run.Remote ?? "origin") is { Push.Host: not null } };
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
        var tips = all.All(IsEmpty) ? [] : await TipsAsync(cancellationToken).ConfigureAwait(false);
        var merged = new HashSet<(string?, string?)>();
        foreach (var trunk in all.Where(MayBeMerged).Select(one => one.Pull.Base).Distinct())
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

        bool MayBeMerged(ReportData one) =>
            !IsEmpty(one)
            && !IsUndone(one.Journal, one.Pull)
            && !IsAheadOf(one, tips.GetValueOrDefault(RefName.OfBranch(one.Pull.Base!)), TipOf(one));
        string? TipOf(ReportData one) => tips.GetValueOrDefault(RefName.OfBranch(one.Pull.Branch!));
        async Task<bool> IsLeftAsync(ReportData one, string trunk) =>
            one.Run?.Commit is { } delivered
            && merged.Contains((trunk, delivered))
            && tips.TryGetValue(RefName.OfBranch(trunk), out var tip)
            && await Held.IsLeftAsync(one.Journal!.BaseCommit, delivered, tip, cancellationToken).ConfigureAwait(false);
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

    // Before anything is delivered the branch holds the prompt alone: git is not asked.
    private static bool IsEmpty(ReportData data) =>
        data.Pull.IsOpen
        && data.Journal?.UndoneAt is null
        && data.Run is null or { Status.IsOver: false, Commit: null };

    // What was made on top of a commit that trunk is still at is not in trunk.
    private static bool IsAheadOf(ReportData data, string? trunk, string? tip) =>
        tip is null
        || trunk is null
        || (trunk == data.Journal?.BaseCommit && (tip == data.Run?.Commit || tip == data.Journal.Commit));

    private async Task<Dictionary<string, string>> TipsAsync(CancellationToken cancellationToken)
    {
        if (_tips is not null)
            return _tips;
        string[] list = ["for-each-ref", "--format=%(refname)%09%(objectname)"];
        var command = new GitCommand([.. list, RefName.OfBranch(""), WaitingResult.Prefix]);
        var refs = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return _tips = refs.Lines.Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1]);
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

    /// <summary>The most bytes of the counts of files: some 100,000.</summary>
    private const int MostOfCounts = 8 * 1024 * 1024;

    // From where the branch began: trunk may have moved on since, and may hold the changes already.
    private async Task<ReportData> WithChangesAsync(ReportData data, string? start, CancellationToken cancellationToken)
    {
        var pull = data.Pull;
        if (IsEmpty(data))
            return data;
        var waiting = WaitingResult.RefOf(data.Run?.Id ?? "-");
        var tips = await TipsAsync(cancellationToken).ConfigureAwait(false);
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
            && await Held.IsThereAsync(data.Journal!.BaseCommit, delivered, trunk, cancellationToken)
                .ConfigureAwait(false)
        )
            data = data with { Merged = MergedChange.Here(pull.Base!, data.Journal!.BaseCommit, delivered) };
        if (await WaitsAsync(branch, result, cancellationToken).ConfigureAwait(false) is { } cause)
            data = data with { Waits = cause };
        if (((data.Waits is null ? branch : result) ?? data.Run?.Commit) is not { } tip || start is null)
            return data;

        string[] what = [start, tip, "--", ":/", ":(exclude,top).worker-impl"];
        string[] how = ["-r", "-M", "-z", "--numstat", "--patch", "--no-color", "--no-ext-diff", "--no-textconv"];
        var difference = await git.RunAsync(
                new GitCommand(["diff-tree", .. how, .. what]) { MostOutput = MostOfCounts + MostOfPatch },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!difference.IsGood || difference.Output.Length == 0)
            return data;
        var (counts, lines) = Parts(difference.Output);
        var isMerged =
            trunk is not null
            && !IsAheadOf(data, trunk, tip)
            && await StandsOnAsync(tip, trunk, cancellationToken).ConfigureAwait(false);
        return data with
        {
            Files = Diff.Read(counts, lines),
            Patch = lines,
            IsMerged = isMerged,
            TrunkHasStart =
                isMerged
                || start == trunk
                || (trunk is not null && await StandsOnAsync(start, trunk, cancellationToken).ConfigureAwait(false)),
        };
    }

    // The counts of all files, each ended by NUL, one more NUL, and the patch.
    private static (string Counts, string Patch) Parts(ReadOnlySpan<byte> output)
    {
        var end = output.IndexOf("\0\0"u8);
        var counts = end < 0 ? output[..(output.LastIndexOf((byte)0) + 1)] : output[..(end + 1)];
        var patch = end < 0 ? [] : output[(end + 2)..];
        return (Encoding.UTF8.GetString(counts), Encoding.UTF8.GetString(patch[..Math.Min(patch.Length, MostOfPatch)]));
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
