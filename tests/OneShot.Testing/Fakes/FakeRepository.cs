using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>
/// A user's repository and its remote in memory: what a dispatch asks of them. The repositories' contract tests hold
/// it to what git does; whatever moves HEAD, work tree, or local branches is git's own matter, and is refused here.
/// </summary>
internal sealed class FakeRepository : IGitRepository
{
    private const string Author = "Ada Lovelace <ada@example.com> 1700000000 +0000";
    private readonly Dictionary<string, Commit> _commits = [];
    private readonly Dictionary<string, string> _remote = new(StringComparer.Ordinal);
    private readonly string _folder;

    /// <param name="folder">Where its journals are.</param>
    /// <param name="files">What trunk has.</param>
    public FakeRepository(string folder, IReadOnlyDictionary<string, string> files)
    {
        _folder = folder;
        var tree = files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(file.Value));
        _remote["refs/heads/main"] = Add(new Commit(null, tree, "First\n"));
    }

    /// <summary>The remote's refs.</summary>
    public IReadOnlyDictionary<string, string> Remote => _remote;

    /// <summary>A commit's message.</summary>
    public string MessageOf(string commit) => _commits[commit].Message;

    /// <summary>A file of a commit.</summary>
    public byte[] FileOf(string commit, string path) => _commits[commit].Files[path];

    public Task<RepositoryState> DescribeAsync(string remote, CancellationToken cancellationToken)
    {
        var git = Path.Combine(_folder, ".git");
        var address = RemoteAddress.Parse("https://fake.example/acme/shop.git");
        var origin = new Remote(remote, address, address, address.Text);
        return Task.FromResult(new RepositoryState(git, git, _folder, Author, Author, false, null, origin));
    }

    public Task<RemoteRefs> ListRemoteAsync(
        Remote remote,
        IReadOnlyList<string> patterns,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new RemoteRefs(
                "main",
                _remote
                    .Where(known =>
                        known.Key == "refs/heads/main" || patterns.Any(pattern => IsLike(known.Key, pattern))
                    )
                    .Append(KeyValuePair.Create("HEAD", _remote["refs/heads/main"]))
                    .ToDictionary()
            )
        );

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
        return Task.FromResult(Add(new Commit(commit.Parent, files, commit.Message)));
    }

    public Task<NotIncluded> NotIncludedAsync(string commit, CancellationToken cancellationToken) =>
        Task.FromResult(new NotIncluded(new Head("main", _remote["refs/heads/main"]), 0, 0));

    public Task<bool> HasCommitAsync(string commit, CancellationToken cancellationToken) =>
        Task.FromResult(_commits.ContainsKey(commit));

    public Task<bool> StandsOnAsync(string ancestor, string commit, CancellationToken cancellationToken)
    {
        for (string? one = commit; one is not null && _commits.TryGetValue(one, out var known); one = known.Parent)
            if (one == ancestor)
                return Task.FromResult(true);
        return Task.FromResult(false);
    }

    public Task<PushOutcome> PushAsync(
        Remote remote,
        IReadOnlyList<RefUpdate> updates,
        PushHooks? hooks,
        CancellationToken cancellationToken
    )
    {
        if (updates.Any(update => _remote.GetValueOrDefault(update.Ref) != update.Expected))
            return Task.FromResult(PushOutcome.Unexpected);
        foreach (var update in updates)
        {
            if (update.New is null)
                _remote.Remove(update.Ref);
            else
                _remote[update.Ref] = update.New;
        }

        return Task.FromResult(PushOutcome.Done);
    }

    public Task<Head> ReadHeadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new Head("main", _remote["refs/heads/main"]));

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

    private string Add(Commit commit)
    {
        var bytes = Encoding.UTF8.GetBytes(commit.Text);
#pragma warning disable CA5350 // git's own ids are of this kind
        var id = Convert.ToHexStringLower(SHA1.HashData(bytes));
#pragma warning restore CA5350
        _commits[id] = commit;
        return id;
    }

    private sealed record Commit(string? Parent, IReadOnlyDictionary<string, byte[]> Files, string Message)
    {
        public string Text { get; } =
            string.Join(
                '\n',
                [
                    .. Files
                        .OrderBy(file => file.Key, StringComparer.Ordinal)
                        .Select(file => $"tree {file.Key} {Convert.ToHexStringLower(SHA256.HashData(file.Value))}"),
                    .. Parent is null ? Array.Empty<string>() : ["parent " + Parent],
                    $"author {Author}",
                    $"committer {Author}",
                    "",
                    Message,
                ]
            );
    }
}
