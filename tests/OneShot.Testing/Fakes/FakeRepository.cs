using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>
/// A user's repository and its remote in memory: what a dispatch asks of them. The repositories' contract tests hold
/// it to what git does; whatever moves HEAD, work tree, or local branches is git's own matter, and is refused here.
/// </summary>
internal sealed class FakeRepository : IGitRepository
{
    private const string Trunk = "refs/heads/main";
    private const string Author = "Ada Lovelace <ada@example.com>";
    private const long Beginning = 1700000000;
    private readonly ConcurrentDictionary<string, Node> _commits;
    private readonly Dictionary<string, string> _remote;
    private readonly string _folder;

    /// <param name="folder">Where its journals are.</param>
    /// <param name="files">What trunk has.</param>
    public FakeRepository(string folder, IReadOnlyDictionary<string, string> files)
        : this(folder, [], new(StringComparer.Ordinal)) => Commit(files);

    private FakeRepository(string folder, ConcurrentDictionary<string, Node> commits, Dictionary<string, string> remote)
    {
        (_folder, _commits, _remote) = (folder, commits, remote);
        var git = Path.Combine(folder, ".git");
        var address = RemoteAddress.Parse("https://fake.example/acme/shop.git");
        var origin = new Remote("origin", address, address, address.Text);
        var ident = $"{Author} {Beginning} +0000";
        State = new RepositoryState(git, git, folder, ident, ident, false, null, origin);
    }

    /// <summary>The time of its commits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Is called before and after a push: with whether it has arrived.</summary>
    public Action<bool> Watch { get; set; } = _ => { };

    /// <summary>Why no push arrives; <see langword="null"/> where it does.</summary>
    public OneShotException? PushRefused { get; set; }

    /// <summary>What is told of it; <see langword="null"/> where there is none.</summary>
    public RepositoryState? State { get; set; }

    /// <summary>The remote's refs.</summary>
    public IReadOnlyDictionary<string, string> Remote
    {
        get
        {
            lock (_remote)
                return new Dictionary<string, string>(_remote);
        }
    }

    /// <summary>Another repository with the same remote, on another machine.</summary>
    public FakeRepository Elsewhere(string folder) => new(folder, _commits, _remote) { Clock = Clock };

    /// <summary>Moves a ref of the remote as somebody else does; <see langword="null"/> removes it.</summary>
    public void Move(string reference, string? commit)
    {
        lock (_remote)
        {
            if (commit is null)
                _remote.Remove(reference);
            else
                _remote[reference] = commit;
        }
    }

    /// <summary>Makes a commit as somebody else does, without a ref that points to it.</summary>
    public string Make(string? parent, IReadOnlyDictionary<string, string> files, string message) =>
        Make(parent, files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(file.Value)), message);

    public string Make(string? parent, IReadOnlyDictionary<string, byte[]> files, string message) =>
        Add(new Node(parent, files, message, Beginning));

    /// <summary>All commits.</summary>
    public IReadOnlyCollection<string> Commits => [.. _commits.Keys];

    /// <summary>Whether there is such a commit.</summary>
    public bool Knows(string commit) => _commits.ContainsKey(commit);

    /// <summary>What a commit stands on.</summary>
    public string? ParentOf(string commit) => _commits[commit].Parent;

    /// <summary>All files of a commit.</summary>
    public IReadOnlyDictionary<string, byte[]> TreeOf(string commit) => _commits[commit].Files;

    /// <summary>A commit's message.</summary>
    public string MessageOf(string commit) => _commits[commit].Message;

    /// <summary>A file of a commit.</summary>
    public byte[] FileOf(string commit, string path) => _commits[commit].Files[path];

    /// <summary>Puts files on trunk, those that it has not got and those that it has otherwise.</summary>
    /// <returns>The commit.</returns>
    public string Commit(IReadOnlyDictionary<string, string> files)
    {
        var parent = Remote.GetValueOrDefault(Trunk);
        var tree = parent is null ? [] : new Dictionary<string, byte[]>(_commits[parent].Files);
        foreach (var (path, text) in files)
            tree[path] = Encoding.UTF8.GetBytes(text);
        var commit = Add(new Node(parent, tree, parent is null ? "First\n" : "Change it\n", Beginning));
        Move(Trunk, commit);
        return commit;
    }

    public Task<RepositoryState> DescribeAsync(string remote, CancellationToken cancellationToken) =>
        State is { } state
            ? Task.FromResult(state with { Remote = state.Remote?.Name == remote ? state.Remote : null })
            : Task.FromException<RepositoryState>(OneShotErrors.NotARepository(_folder));

    public Task<RemoteRefs> ListRemoteAsync(
        Remote remote,
        IReadOnlyList<string> patterns,
        CancellationToken cancellationToken
    )
    {
        var refs = Remote;
        if (remote.IsOwn)
            return Task.FromResult(
                new RemoteRefs(
                    null,
                    refs.Where(known => patterns.Any(pattern => IsLike(known.Key, pattern))).ToDictionary()
                )
            );
        return Task.FromResult(
            refs.TryGetValue(Trunk, out var trunk)
                ? new RemoteRefs(
                    "main",
                    refs.Where(known => known.Key == Trunk || patterns.Any(pattern => IsLike(known.Key, pattern)))
                        .Append(KeyValuePair.Create("HEAD", trunk))
                        .ToDictionary()
                )
                : new RemoteRefs(null, refs)
        );
    }

    public Task<IReadOnlyList<string?>> ReadAsync(
        IReadOnlyList<string> objects,
        Remote remote,
        string reference,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<string?>>([.. objects.Select(Read)]);

    public Task<string> CommitAsync(NewCommit commit, RepositoryState state, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, byte[]>(_commits[commit.Parent].Files)
        {
            [commit.Path] = commit.Content.ToArray(),
        };
        return Task.FromResult(
            Add(new Node(commit.Parent, files, commit.Message, Clock.GetUtcNow().ToUnixTimeSeconds()))
        );
    }

    public Task<NotIncluded> NotIncludedAsync(string commit, CancellationToken cancellationToken) =>
        Task.FromResult(new NotIncluded(new Head("main", Remote[Trunk]), 0, 0));

    public Task<bool> HasCommitAsync(string commit, CancellationToken cancellationToken) =>
        Task.FromResult(_commits.ContainsKey(commit));

    public ICommitFiles FilesOf(string commit) => new FakeCommitFiles(TreeOf(commit));

    public Task<bool> StandsOnAsync(string ancestor, string commit, CancellationToken cancellationToken)
    {
        for (string? one = commit; one is not null && _commits.TryGetValue(one, out var known); one = known.Parent)
            if (one == ancestor)
                return Task.FromResult(true);
        return Task.FromResult(false);
    }

    // Its commits change files by no other way than a new tree: nothing is ever taken back.
    public Task<bool> HoldsChangeAsync(string? start, string last, string trunk, CancellationToken cancellationToken) =>
        StandsOnAsync(last, trunk, cancellationToken);

    public Task<PushOutcome> PushAsync(
        Remote remote,
        IReadOnlyList<RefUpdate> updates,
        PushHooks? hooks,
        CancellationToken cancellationToken
    )
    {
        Watch(false);
        if (PushRefused is { } refused)
            throw refused;
        lock (_remote)
        {
            if (updates.Any(update => _remote.GetValueOrDefault(update.Ref) != update.Expected))
                return Task.FromResult(PushOutcome.Unexpected);
            foreach (var update in updates)
                Move(update.Ref, update.New);
        }

        Watch(true);
        return Task.FromResult(PushOutcome.Done);
    }

    public Task<Head> ReadHeadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new Head("main", Remote[Trunk]));

    public Task<string?> ReadBranchAsync(string branch, string ancestor, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    public Task<IReadOnlyList<DifferingFile>> DifferingFilesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DifferingFile>>([]);

    public Task RequireCleanAsync(RepositoryState state, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PushLargeFilesAsync(
        Remote remote,
        string from,
        string commit,
        Func<CancellationToken, Task<string?>> trunkConfig,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    public Task RestoreLargeFilesAsync(string commonDirectory, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<IReadOnlyDictionary<string, string>> RewriteAsync(
        string tip,
        string id,
        string trunk,
        string? there,
        RepositoryState state,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<string?> PlaceOfAsync(string branch, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    public Task<bool> MoveBranchAsync(string branch, string from, string to, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task CheckOutAsync(Head head, bool create, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private static bool IsLike(string name, string pattern) =>
        Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$");

    private string? Read(string name)
    {
        var parts = name.Split(':', 2);
        if (!_commits.TryGetValue(parts[0], out var commit))
            return null;
        if (parts.Length == 1)
            return commit.Text;
        return commit.Files.TryGetValue(parts[1], out var content) ? Encoding.UTF8.GetString(content) : null;
    }

    private string Add(Node commit)
    {
        var bytes = Encoding.UTF8.GetBytes(commit.Text);
#pragma warning disable CA5350 // git's own ids are of this kind
        var id = Convert.ToHexStringLower(SHA1.HashData(bytes));
#pragma warning restore CA5350
        _commits[id] = commit;
        return id;
    }

    private sealed record Node(string? Parent, IReadOnlyDictionary<string, byte[]> Files, string Message, long Seconds)
    {
        public string Text { get; } =
            string.Join(
                '\n',
                [
                    .. Files
                        .OrderBy(file => file.Key, StringComparer.Ordinal)
                        .Select(file => $"tree {file.Key} {Convert.ToHexStringLower(SHA256.HashData(file.Value))}"),
                    .. Parent is null ? Array.Empty<string>() : ["parent " + Parent],
                    FormattableString.Invariant($"author {Author} {Seconds} +0000"),
                    FormattableString.Invariant($"committer {Author} {Seconds} +0000"),
                    "",
                    Message,
                ]
            );
    }
}
