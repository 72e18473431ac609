using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Storage;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>
/// Makes the private places of a run: a clone that an agent works in, and bare repositories that judge.
/// None is a linked worktree, through which an agent could reach the user's configuration, hooks and refs.
/// </summary>
/// <param name="user">Runs git in the user's repository.</param>
/// <param name="common">The user's git directory.</param>
/// <param name="runner">Runs git in a folder.</param>
/// <param name="identity">Whose name the commits carry.</param>
internal sealed partial class GitClones(
    GitRunner user,
    string common,
    Func<string, GitRunner> runner,
    Identity identity
)
{
    private const string Nowhere = "/dev/null";

    private readonly string _objects = Path.Combine(common, "objects");
    private readonly KnownCommits _known = new();
    private RepositoryFiles? _made;
    private byte[]? _shallow;
    private UserRules? _rules;
    private IReadOnlyDictionary<string, string>? _commands;

    /// <summary>The filters that the user listed, for a run of this machine.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Whether git-lfs is installed.</summary>
    public bool HasLargeFiles { get; init; } =
        ProgramPath.Find("git-lfs", Environment.GetEnvironmentVariable("PATH")) is not null;

    /// <summary>The remote that large files are fetched from.</summary>
    public string RemoteName { get; init; } = "origin";

    /// <summary>The user's configuration, where somebody has read it.</summary>
    public GitConfiguration? Configuration { get; set; }

    /// <summary>Where the one-shot began, if it is known: its <c>.lfsconfig</c> and its filters hold.</summary>
    public string? Trunk { get; init; }

    /// <summary>
    /// The one-shot's first commit, if it is known: on top of trunk's it has the prompt's file, and all else is the same.
    /// </summary>
    public string? Prompt { get; init; }

    private const int MostLenders = 20;

    private const int MostFilters = 50;

    private const string Filter = "filter=";

    /// <summary>What <c>git grep</c> ends with where it found nothing, and could look everywhere.</summary>
    private const int NoLine = 1;

    // Whatever the user's configuration says of colours, numbers, patterns and submodules.
    private static readonly string[] Grep =
    [
        "grep",
        "-h",
        "-a",
        "-G",
        "--no-color",
        "--no-line-number",
        "--no-column",
        "--no-recurse-submodules",
    ];

    private const int LargestShallow = 16 * 1024 * 1024;

    /// <summary>Makes a clone with a branch checked out.</summary>
    /// <param name="root">An empty folder for it and its judges.</param>
    /// <param name="branch">The branch's name in the clone.</param>
    /// <param name="commit">Where it begins.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <remarks>
    /// What <c>git clone --shared --no-checkout</c> and removing
    /// its origin would make, in one process instead of six, and one more for the first.
    /// </remarks>
    public async Task<GitWorkTree> CloneAsync(
        string root,
        string branch,
        string commit,
        CancellationToken cancellationToken
    )
    {
        await FetchMissingAsync(commit, cancellationToken).ConfigureAwait(false);
        var tree = Path.Combine(root, SessionFolder.Tree);
        var directory = Path.Combine(tree, ".git");
        await InitAsync(directory, cancellationToken).ConfigureAwait(false);
        await File.AppendAllTextAsync(Path.Combine(directory, "config"), OwnConfiguration(directory), cancellationToken)
            .ConfigureAwait(false);
        await GoodAsync(
                runner(tree),
                new GitCommand("checkout", "--quiet", "--no-track", "-B", branch, commit)
                {
                    Environment = GitEnvironment.WithoutUser,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var smudged = await LookAsync(root, tree, commit, isOurs: true, cancellationToken).ConfigureAwait(false);
        return await WatchedAsync(
                root,
                tree,
                new AgentCommits(directory, directory),
                commit,
                new TamperCheck(tree),
                smudged,
                new CheckedOutTree(),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Watches the user's own work tree, which a job has checked out for an agent.</summary>
    /// <param name="root">An empty folder for its judges.</param>
    /// <param name="tree">The top of the work tree.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<GitWorkTree> WatchAsync(string root, string tree, CancellationToken cancellationToken)
    {
        var head = await new GitCheckout(user).ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        var own = await user.RunAsync(
                new GitCommand("rev-parse", "--path-format=absolute", "--git-dir"),
                cancellationToken
            )
            .ConfigureAwait(false);
        var commit = head.Commit ?? throw OneShotErrors.RepositoryEmpty();
        var smudged = await LookAsync(root, tree, commit, isOurs: false, cancellationToken).ConfigureAwait(false);
        var configuration = await ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var site = await CheckedOutTree.ReadAsync(user, configuration, cancellationToken).ConfigureAwait(false);
        return await WatchedAsync(
                root,
                tree,
                new AgentCommits(own.Text.Trim(), common),
                commit,
                null,
                smudged,
                site,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Makes a place for a delivery.</summary>
    public async Task<IDelivery> DeliveryAsync(string root, CancellationToken cancellationToken)
    {
        var judge = await JudgeAsync(root, cancellationToken).ConfigureAwait(false);
        return new GitDelivery(
            judge,
            user,
            identity,
            common,
            await FiltersAsync(judge, cancellationToken).ConfigureAwait(false)
        );
    }

    private async Task<GitWorkTree> WatchedAsync(
        string root,
        string tree,
        AgentCommits commits,
        string commit,
        TamperCheck? tricks,
        SmudgedFiles smudged,
        CheckedOutTree site,
        CancellationToken cancellationToken
    )
    {
        var filters = await FiltersAsync(null, cancellationToken).ConfigureAwait(false);
        string[] borrowed = [.. Lenders(_objects)]; // before the session, which could name others
        return new GitWorkTree(
            token => JudgeAsync(root, token),
            commits,
            tricks,
            tree,
            commit,
            identity,
            filters,
            smudged
        )
        {
            Borrowed = borrowed,
            Site = site,
            CheckOut = (made, bundle, token) => CheckOutAsync(root, made, bundle, borrowed, token),
        };
    }

    // By a repository that nobody else has seen: what an agent wrote is data in it.
    private async Task<Checkout> CheckOutAsync(
        string root,
        string commit,
        string bundle,
        IReadOnlyList<string> borrowed,
        CancellationToken cancellationToken
    )
    {
        var place = PrivateFolder.Make(Path.Combine(root, SessionFolder.NewJudge()));
        var tree = Path.Combine(place, SessionFolder.Tree);
        try
        {
            var directory = Path.Combine(tree, ".git");
            await InitAsync(directory, cancellationToken).ConfigureAwait(false);
            var config = Path.Combine(directory, "config");
            await File.AppendAllTextAsync(config, OwnConfiguration(directory), cancellationToken).ConfigureAwait(false);
            var git = runner(tree);
            string[][] commands =
            [
                ["bundle", "unbundle", bundle],
                ["checkout", "--quiet", "--no-track", "-B", "result", commit],
            ];
            foreach (var command in commands)
                await GoodAsync(
                        git,
                        new GitCommand(command) { Environment = GitEnvironment.WithoutUser },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            return new Checkout(tree, place, () => Folders.Remove(place))
            {
                Readable = borrowed,
                Content = await new GitCommitFiles(git, commit).ContentAsync(cancellationToken).ConfigureAwait(false),
            };
        }
        catch
        {
            Folders.Remove(place);
            throw;
        }
    }

    // Before a session: by the user's own git, which brings large files, and by commands that the user listed.
    private async Task<SmudgedFiles> LookAsync(
        string root,
        string tree,
        string commit,
        bool isOurs,
        CancellationToken cancellationToken
    )
    {
        if (_known.HaveNoFilter(commit))
            return new SmudgedFiles();
        using var judge = await JudgeAsync(root, cancellationToken).ConfigureAwait(false);
        var names = await FilterNamesAsync(judge, commit, cancellationToken).ConfigureAwait(false);
        var rules = await RulesAsync(cancellationToken).ConfigureAwait(false);
        var own = rules.EverywhereAttributes + rules.Attributes;
        if (names is { Count: 0 } && !own.Contains(Filter, StringComparison.Ordinal))
            _known.RememberNoFilter(commit);
        names ??= [];
        if (names.Count == 0 && !FilterName().IsMatch(own))
            return new SmudgedFiles();
        var filters = await FiltersAsync(judge, cancellationToken).ConfigureAwait(false);
        var filling = new TreeFilling(judge, filters, tree, commit);
        if (isOurs)
            await new KeptLargeFiles(user, common).RestoreAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var smudged = await filling
                .RunAsync(isOurs ? () => FetchLargeAsync(commit, cancellationToken) : null, cancellationToken)
                .ConfigureAwait(false);
            if (filling.Written.Count > 0)
                await GoodAsync(runner(tree), filling.Quiet(), cancellationToken).ConfigureAwait(false);
            return smudged with
            {
                Filters = [.. names.Union(smudged.Filters).Where(name => !filters.Handle(name)).Take(MostFilters)],
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.GitFailed("checkout", exception.Message);
        }
    }

    private async Task FetchLargeAsync(string commit, CancellationToken cancellationToken)
    {
        var configuration = await ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        if (configuration.Remote(RemoteName) is not { } remote)
            return;
        await new LargeFileFetch(user, Trunk)
            .RunAsync(RemoteName, remote, commit, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The commands of the filters that the user listed, by the names of their variables.</summary>
    /// <remarks>
    /// Read once, before the first session: what somebody writes into the user's configuration meanwhile is not run.
    /// </remarks>
    public async Task<IReadOnlyDictionary<string, string>> CommandsAsync(CancellationToken cancellationToken) =>
        _commands ??= await UserFilters.ReadAsync(user, Filters, cancellationToken).ConfigureAwait(false);

    private async Task<GitFilters> FiltersAsync(IsolatedGit? judge, CancellationToken cancellationToken)
    {
        var configuration = await ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var commands = await CommandsAsync(cancellationToken).ConfigureAwait(false);
        var folder = judge is null ? Path.GetTempPath() : PrivateFolder.Make(Path.Combine(judge.Folder, "filters"));
        var store = HasLargeFiles ? LargeFileStore.Of(common, configuration.Last("lfs.storage")) : null;
        return new GitFilters(store, new UserFilters(commands, folder, common, user.Timeout));
    }

    // Named anywhere in the commit's attributes; whether a file has one is asked when it was changed.
    // Nothing where git can't tell.
    private async Task<IReadOnlyList<string>?> FilterNamesAsync(
        IsolatedGit judge,
        string commit,
        CancellationToken cancellationToken
    )
    {
        if (Trunk is null || Trunk == commit || Prompt == commit)
        {
            var tracked = await judge.TrackedAsync(commit, cancellationToken).ConfigureAwait(false);
            if (!tracked.HasAttributes)
                return [];
        }

        string[] places = [.. new[] { commit, Trunk ?? commit }.Distinct(), "--", ":(top,glob,icase)**/.gitattributes"];
        var command = new GitCommand([.. Grep, "-e", Filter, .. places]);
        var found = await user.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return found.ExitCode is 0 or NoLine
            ?
            [
                .. FilterName()
                    .Matches(found.Text)
                    .Select(match => match.Groups["name"].Value)
                    .Distinct()
                    .Take(MostFilters),
            ]
            : null;
    }

    // Made when it is needed, after the session, under a name that is
    // drawn: an agent that looked around found nothing to prepare.
    private async Task<IsolatedGit> JudgeAsync(string root, CancellationToken cancellationToken)
    {
        var folder = PrivateFolder.Make(Path.Combine(root, SessionFolder.NewJudge()));
        var (directory, tree) = (Path.Combine(folder, "objects.git"), PrivateFolder.Make(Path.Combine(folder, "tree")));
        await InitAsync(directory, cancellationToken).ConfigureAwait(false);
        return new IsolatedGit(runner(tree), folder, directory, tree)
        {
            Rules = await RulesAsync(cancellationToken).ConfigureAwait(false),
            Trunk = Trunk,
            Known = _known,
        };
    }

    // Whoever lends may have borrowed:
    // https://git-scm.com/docs/gitrepository-layout#Documentation/gitrepository-layout.txt-objectsinfoalternates.
    private static List<string> Lenders(string objects)
    {
        var found = new List<string> { objects };
        for (var i = 0; i < found.Count && found.Count < MostLenders; i++)
        {
            var list = Path.Combine(found[i], "info", "alternates");
            if (File.Exists(list))
                found.AddRange(
                    File.ReadLines(list)
                        .Where(line => line.Length > 0 && line[0] != '#')
                        .Select(line => Path.GetFullPath(line, found[i]))
                        .Except(found)
                        .ToArray()
                );
        }

        return found;
    }

    // A repository that sees the user's objects, and nothing else of theirs. Git makes one, before the
    // first session; those after it begin as that one did. A clone becomes one by its own configuration.
    private async Task InitAsync(string directory, CancellationToken cancellationToken)
    {
        var configuration = await ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        if (_made is null)
        {
            var format = configuration.Last("extensions.objectformat") ?? "sha1";
            var parent = Directory.CreateDirectory(Path.GetDirectoryName(directory)!).FullName;

            // Not where the user's git runs: in a job that is the agent's tree.
            await GoodAsync(
                    runner(parent),
                    new GitCommand("init", "--quiet", "--bare", "--template=", "--object-format=" + format, directory)
                    {
                        IsApart = true,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            _made = RepositoryFiles.Read(directory);
        }
        else
            _made.Write(directory);

        var info = Directory.CreateDirectory(Path.Combine(directory, "objects", "info")).FullName;
        await File.WriteAllTextAsync(Path.Combine(info, "alternates"), _objects + "\n", cancellationToken)
            .ConfigureAwait(false);
        await File.AppendAllTextAsync(Path.Combine(directory, "config"), Promisors(configuration), cancellationToken)
            .ConfigureAwait(false);

        var rules = await RulesAsync(cancellationToken).ConfigureAwait(false);
        await rules.WriteAsync(directory, cancellationToken).ConfigureAwait(false);

        // Read before the first session: in a job that is the agent's tree, and a pipe could be there afterwards.
        _shallow ??= RegularFile.TryRead(Path.Combine(common, "shallow"), LargestShallow) ?? [];
        if (_shallow.Length > 0)
            await File.WriteAllBytesAsync(Path.Combine(directory, "shallow"), _shallow, cancellationToken)
                .ConfigureAwait(false);
    }

    // Read before the first session: an agent in a job's tree could take a filter off its files there.
    private async Task<UserRules> RulesAsync(CancellationToken cancellationToken)
    {
        var configuration = await ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        return _rules ??= await UserRules
            .ReadAsync(user, configuration, common, Environment.GetEnvironmentVariable, cancellationToken)
            .ConfigureAwait(false);
    }

    private string OwnConfiguration(string directory) =>
        GitConfigText.User(identity.Name, identity.Email)
        + "[commit]\n\tgpgsign = false\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n"
        + $"[core]\n\tbare = false\n\thooksPath = /dev/null\n\tattributesFile = "
        + $"{GitConfigText.Quoted(UserRules.EverywhereOf(directory))}\n";

    // Of a partial clone: while the user's own git, configuration and log-in are at hand, and no agent is.
    private async Task FetchMissingAsync(string commit, CancellationToken cancellationToken)
    {
        if ((await ConfigurationAsync(cancellationToken).ConfigureAwait(false)).Promisors is not [var remote, ..])
            return;
        var before = Array.Empty<string>();
        while (true)
        {
            // What is in a folder that is missing shows when the folder is there.
            var listed = await user.RunAsync(
                    new GitCommand("rev-list", "--objects", "--no-walk", "--missing=print", commit),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var missing = listed.Lines.Where(line => line.StartsWith('?')).Select(line => line[1..]).ToArray();
            if (missing.Length == 0 || missing.SequenceEqual(before))
                return;
            await GoodAsync(user, Fetch(remote.Name, missing), cancellationToken).ConfigureAwait(false);
            before = missing;
        }
    }

    // As git itself fetches what it misses.
    private static GitCommand Fetch(string remote, string[] objects) =>
        new(
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--recurse-submodules=no",
            "--no-auto-maintenance",
            "--filter=blob:none",
            "--stdin",
            remote
        )
        {
            Configuration = [("fetch.negotiationAlgorithm", "noop")],
            Input = Encoding.ASCII.GetBytes(string.Join('\n', objects) + "\n"),
        };

    private async Task<GitConfiguration> ConfigurationAsync(CancellationToken cancellationToken) =>
        Configuration ??= new GitConfiguration(
            (await user.RunAsync(new GitCommand("var", "-l"), cancellationToken).ConfigureAwait(false)).Text
        );

    // Without a remote there is nowhere to push to by habit. What a partial clone
    // lacks is promised by nobody who could be asked: an address may hold a password,
    // and an agent has no log-in. History that is missing stays so, and git says it.
    private static string Promisors(GitConfiguration configuration) =>
        string.Concat(
            configuration.Promisors.Select(remote =>
                $"[core]\n\trepositoryformatversion = 1\n[remote {GitConfigText.Quoted(remote.Name)}]\n\turl = "
                + $"{Nowhere}\n\tpromisor = true\n"
            )
        );

    private static async Task GoodAsync(GitRunner git, GitCommand command, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.IsGood)
            throw OneShotErrors.GitFailed(command.Name, result.Reason);
    }

    [GeneratedRegex(
        @"(?<=\s)filter=(?<name>[^\s=]{1,100})(?=\s|\z)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex FilterName();
}
