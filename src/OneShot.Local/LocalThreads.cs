using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Storage;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>
/// Pull requests and issues of the local forge, numbered in one sequence: <c>pulls/1.json</c>, <c>issues/2.json</c>.
/// </summary>
internal sealed class LocalThreads(LocalStore store, string author, TimeProvider clock) : IIssues
{
    private const string Pulls = "pulls";
    private const string IssuesFolder = "issues";

    public IEnumerable<LocalThread> PullRequests =>
        store
            .Numbers(Pulls)
            .Select(number => Find(number))
            .OfType<LocalThread>()
            .Where(pull => pull is { Branch: not null, Base: not null });

    public LocalThread? Find(int number) =>
        store.Read(FileOf(Pulls, number), LocalJson.Readable.LocalThread)
        ?? store.Read(FileOf(IssuesFolder, number), LocalJson.Readable.LocalThread);

    public LocalThread Get(int number) => Find(number) ?? throw Missing(number);

    public LocalThread GetPullRequest(int number) =>
        Find(number) is { Branch: not null } pull ? pull : throw Missing(number);

    /// <summary>The number that the next one gets.</summary>
    public int Next => store.Numbers(Pulls).Concat(store.Numbers(IssuesFolder)).DefaultIfEmpty(0).Max() + 1;

    /// <summary>Adds a pull request or an issue, unless the same is there.</summary>
    /// <param name="thread">The new one; its number is given here.</param>
    /// <param name="isSame">Tells the same; may refuse.</param>
    /// <exception cref="OneShotException">OS4004: its text is none that a forge takes.</exception>
    public LocalThread Add(LocalThread thread, Func<LocalThread, bool> isSame)
    {
        LocalTexts.Check(thread.Title, thread.Body);
        thread = thread with { Title = thread.Title.Trim() };
        using var held = store.Hold("numbers.lock");
        var folder = thread.Branch is null ? IssuesFolder : Pulls;
        var numbers = store.Numbers(folder);
        if (numbers.Reverse().Select(number => Find(number)).OfType<LocalThread>().FirstOrDefault(isSame) is { } known)
            return known;
        var added = thread with { Number = Next };
        store.Write(FileOf(folder, added.Number), added, LocalJson.Readable.LocalThread);
        return added;
    }

    public LocalThread Change(int number, Func<LocalThread, LocalThread> change)
    {
        var thread = Get(number);
        return store.Change(
            FileOf(thread.Branch is null ? IssuesFolder : Pulls, number),
            LocalJson.Readable.LocalThread,
            now => change(now) is var next && next == now ? now : next with { UpdatedAt = clock.GetUtcNow() }
        );
    }

    /// <summary>Makes a pull request's label say how far its one-shot is.</summary>
    public void Label(int number, OneShotStage stage) =>
        Change(
            number,
            pull =>
            {
                var (add, remove) = StateLabels.Change(pull.Labels, stage);
                if (add is null && remove.Count == 0)
                    return pull;
                var left = pull.Labels.Except(remove, StringComparer.OrdinalIgnoreCase);
                return pull with { Labels = [.. add is null ? left : left.Append(add)] };
            }
        );

    public Task<Issue> CreateAsync(NewIssue issue, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var thread = new LocalThread
        {
            Number = 0,
            Title = issue.Title,
            Body = issue.Body,
            Labels = issue.Labels,
            Author = author,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return Task.FromResult(
            IssueOf(
                Add(
                    thread,
                    known => known.Author == author && known.Body.Contains(issue.Marker, StringComparison.Ordinal)
                )
            )
        );
    }

    public Task<Issue> GetAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult(IssueOf(Get(number)));

    public Task<Issue> UpdateAsync(int number, string? title, string? body, CancellationToken cancellationToken)
    {
        LocalTexts.Check(title, body);
        return Task.FromResult(
            IssueOf(
                Change(
                    number,
                    thread => thread with { Title = title?.Trim() ?? thread.Title, Body = body ?? thread.Body }
                )
            )
        );
    }

    public Task LabelAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        Change(
            number,
            thread => thread with { Labels = thread.Labels.Union(labels, StringComparer.OrdinalIgnoreCase).ToArray() }
        );
        return Task.CompletedTask;
    }

    public Task<Comment> CommentAsync(int number, string marker, string text, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var body = $"{marker}\n{text}";
        LocalTexts.Check(null, body);
        var changed = Change(
            number,
            thread =>
            {
                var known = thread.Comments.FirstOrDefault(IsSame);
                var written = new LocalComment(body, known?.CreatedAt ?? now, now)
                {
                    Id = known?.Id ?? (thread.Comments.Max(comment => comment.Id) ?? 0) + 1,
                    Author = author,
                };
                return thread with
                {
                    Comments = known is null
                        ? [.. thread.Comments, written]
                        : thread
                            .Comments.Select(comment => ReferenceEquals(comment, known) ? written : comment)
                            .ToArray(),
                };
            }
        );
        return Task.FromResult(CommentOf(changed.Comments.First(IsSame)));

        bool IsSame(LocalComment comment) =>
            IsOurs(comment) && comment.Body.StartsWith(marker, StringComparison.Ordinal);
    }

    public Task<IReadOnlyList<Comment>> OwnCommentsAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Comment>>(Get(number).Comments.Where(IsOurs).Select(CommentOf).ToArray());

    public Task<IReadOnlyList<Comment>> AllCommentsAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Comment>>([.. Get(number).Comments.Select(CommentOf)]);

    public Task<Comment> GetCommentAsync(int number, long id, CancellationToken cancellationToken) =>
        Task.FromResult(
            Get(number).Comments.FirstOrDefault(comment => comment.Id == id) is { } found
                ? CommentOf(found)
                : throw Missing(number)
        );

    /// <summary>Files keep no record of who changed them.</summary>
    public Task<LastEdit?> LastEditAsync(int number, long? comment, CancellationToken cancellationToken) =>
        Task.FromResult<LastEdit?>(null);

    /// <summary>Where a person looks at it.</summary>
    public string UrlOf(LocalThread thread) =>
        thread.Branch is null ? UrlOf(IssuesFolder, thread.Number, "json") : PageOf(thread.Number);

    /// <summary>The page of a pull request.</summary>
    public string PageOf(int number) => UrlOf(Pulls, number, "html");

    private string UrlOf(string folder, int number, string kind) =>
        FileUrl.Of(store.PathOf(string.Create(CultureInfo.InvariantCulture, $"{folder}/{number}.{kind}")));

    private Issue IssueOf(LocalThread thread) =>
        new(thread.Number, UrlOf(thread), thread.Title, thread.Body, thread.IsOpen, thread.Labels, thread.Author)
        {
            IsPullRequest = thread.Branch is not null,
        };

    private Comment CommentOf(LocalComment comment) => new(comment.Id ?? 0, comment.Author ?? author, comment.Body);

    private bool IsOurs(LocalComment comment) => comment.Author is null || comment.Author == author;

    private static OneShotException Missing(int number) =>
        OneShotErrors.NotFound(LocalTexts.Forge, $"read #{number.ToString(CultureInfo.InvariantCulture)}");

    private static string FileOf(string folder, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder}/{number}.json");
}
