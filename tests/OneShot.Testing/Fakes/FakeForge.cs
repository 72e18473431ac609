using System.Collections.Concurrent;
using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>
/// A forge in memory, whose runs wait for ever. The forges' contract tests hold it to what the real ones do.
/// </summary>
/// <param name="isHere">Whether its runs are of this machine, and its branches the repository's own.</param>
internal sealed class FakeForge(bool isHere = false) : IForge, IIssues, IForgeSelector
{
    private const string Us = "ada";
    private readonly Lock _gate = new();
    private readonly List<Row> _rows = [];
    private readonly List<RunRow> _runs = [];
    private readonly ConcurrentDictionary<string, (OneShotException Answer, int After)> _refused = [];

    public string Name { get; } = isHere ? "here" : "fake.example/acme/shop";

    public ForgeTraits Traits { get; private set; } =
        new()
        {
            NeedsWorkflow = !isHere,
            AgentsAreHere = isHere,
            NeedsIdentity = !isHere,
            SignsCommits = false,
            HasChecks = !isHere,
            HidesByRight = false,
            LimitsWrites = false,
            Parallel = 1,
            ReportsOnPullRequest = false,
            Polling = new Polling(TimeSpan.FromMilliseconds(1), 1, TimeSpan.FromMilliseconds(1)),
            WatchMinutes = 1,
            RunStopsWithFollower = false,
            TakesUpRuns = false,
            LosesAnswers = !isHere,
            RunTellsLines = false,
            RunTellsCommit = false,
        };

    public IForgeWords Words { get; } = new FakeWords();

    public IIssues Issues => this;

    /// <summary>What a doctor is told of it.</summary>
    public FakeForgeFacts Facts { get; } = new();

    IForgeFacts? IForge.Facts => Traits.AgentsAreHere ? null : Facts;

    public ICommitsApi? Commits { get; private set; }

    public IChecksApi? Checks { get; set; }

    /// <summary>From now on it makes commits that it signs.</summary>
    public void Sign(ICommitsApi commits) => (Commits, Traits) = (commits, Traits with { SignsCommits = true });

    /// <summary>Where one-shots start.</summary>
    public Trunk Trunk { get; set; } = new("main");

    /// <summary>Why it can't be opened; <see langword="null"/> where it can.</summary>
    public OneShotException? Refused { get; set; }

    /// <summary>Who may write here, beside whoever asks.</summary>
    public HashSet<string> Writers { get; } = [];

    /// <summary>What was dispatched.</summary>
    public IReadOnlyList<NewRun> Dispatched
    {
        get
        {
            lock (_gate)
                return [.. _runs.Select(run => run.Asked)];
        }
    }

    /// <summary>The pull requests.</summary>
    public IReadOnlyList<PullRequest> PullRequests
    {
        get
        {
            lock (_gate)
                return [.. _rows.Where(row => row.Branch is not null).Select(PullRequestOf)];
        }
    }

    /// <summary>From now on something is answered by an error.</summary>
    /// <param name="what">The member's name.</param>
    /// <param name="answer">The error; <see langword="null"/> for none any more.</param>
    /// <param name="after">How often it is done before.</param>
    public void Refuse(string what, OneShotException? answer, int after = 0)
    {
        _refused.TryRemove(what, out _);
        if (answer is not null)
            _refused[what] = (answer, after);
    }

    /// <summary>What everybody sees of a thread's comments.</summary>
    public IReadOnlyList<string> CommentsOf(int number) => [.. Get(number).Comments.Select(comment => comment.Body)];

    public Task<IForge> SelectAsync(
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => Select();

    public Task<IForge> SelectHereAsync(
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => Select();

    public Task<IForge> SelectRemoteAsync(
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => Select();

    public Task<IForge> SelectNamedAsync(
        string? name,
        ForgeRequest request,
        RepositoryState repository,
        CancellationToken cancellationToken
    ) => Select();

    public Remote? BranchesOf(RepositoryState repository) =>
        Traits.AgentsAreHere ? Remote.Own(repository.CommonDirectory) : repository.Remote;

    public string PageOf(int number) => string.Create(CultureInfo.InvariantCulture, $"https://{Name}/pull/{number}");

    public Task<bool> IsOursAsync(string login, CancellationToken cancellationToken) => Task.FromResult(login == Us);

    public Task<bool> MayWriteAsync(string login, CancellationToken cancellationToken) =>
        Task.FromResult(login == Us || Writers.Contains(login));

    public Task<Trunk> CheckAsync(string workflow, CancellationToken cancellationToken) =>
        RefusalOf(nameof(CheckAsync)) is { } refused ? Task.FromException<Trunk>(refused) : Task.FromResult(Trunk);

    public Task<PullRequest?> FindPullRequestAsync(string branch, DistinctId id, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(
                _rows.LastOrDefault(row => IsOf(row, branch, id)) is { } found ? PullRequestOf(found) : null
            );
    }

    public Task<PullRequest> OpenPullRequestAsync(
        NewPullRequest pullRequest,
        DistinctId id,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        Watch(nameof(OpenPullRequestAsync), false);
        if (RefusalOf(nameof(OpenPullRequestAsync)) is { } refused)
            throw refused;
        Check("open the pull request", pullRequest.Title, pullRequest.Body);
        lock (_gate)
        {
            if (_rows.Find(row => row.Branch == pullRequest.Branch && row.IsOpen) is { } open)
            {
                if (IsOf(open, pullRequest.Branch, id))
                    return Task.FromResult(PullRequestOf(open));
                throw OneShotErrors.Unprocessable(Name, "open the pull request", "one is open already.");
            }

            var row = Add(pullRequest.Title, pullRequest.Body, Us);
            (row.Branch, row.IsDraft) = (pullRequest.Branch, true);
            Watch(nameof(OpenPullRequestAsync), true);
            return Task.FromResult(PullRequestOf(row));
        }
    }

    public Task<PullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken) =>
        RefusalOf(nameof(GetPullRequestAsync)) is { } refused
            ? Task.FromException<PullRequest>(refused)
            : Task.FromResult(PullRequestOf(GetPullRequest(number)));

    public Task UpdatePullRequestAsync(int number, string? title, string? body, CancellationToken cancellationToken) =>
        RefusalOf(nameof(UpdatePullRequestAsync)) is { } refused
            ? Task.FromException(refused)
            : UpdateAsync(GetPullRequest(number).Number, title, body, cancellationToken);

    public Task MarkReadyAsync(int number, CancellationToken cancellationToken)
    {
        GetPullRequest(number).IsDraft = false;
        return Task.CompletedTask;
    }

    /// <summary>What was said of commits.</summary>
    public Dictionary<string, CommitStatus> Statuses { get; } = [];

    public Task SetStatusAsync(CommitStatus status, CancellationToken cancellationToken)
    {
        if (RefusalOf("SetStatusAsync") is { } refusal)
            throw refusal;
        Statuses[status.Commit] = status;
        return Task.CompletedTask;
    }

    public Task ClosePullRequestAsync(int number, CancellationToken cancellationToken)
    {
        GetPullRequest(number).IsOpen = false;
        return Task.CompletedTask;
    }

    public Task SetStateLabelAsync(int number, OneShotStage stage, CancellationToken cancellationToken) =>
        Relabelled(GetPullRequest(number), stage);

    public Task<DispatchAnswer> DispatchAsync(NewRun run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Watch(nameof(DispatchAsync), false);
        if (RefusalOf(nameof(DispatchAsync)) is { } refused)
            throw refused;
        RunRow row;
        lock (_gate)
        {
            row = new RunRow(run, (_runs.Count + 1).ToString(CultureInfo.InvariantCulture), DateTimeOffset.UtcNow);
            _runs.Add(row);
        }

        Started(row.Id);
        Watch(nameof(DispatchAsync), true);
        return Task.FromResult(new DispatchAnswer(RunOf(row), IsLost: false));
    }

    public Task<Run?> FindRunAsync(
        string workflow,
        DistinctId id,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        lock (_gate)
        {
            var found = _runs.Find(run =>
                run.Asked.Id == id && run.CreatedAt >= since && run.Conclusion != RunConclusion.Cancelled
            );
            return Task.FromResult(found is null ? null : RunOf(found));
        }
    }

    public Task<Run> GetRunAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(RunOf(RowOf(id) ?? throw OneShotErrors.NotFound(Name, $"read the run {id}")));

    public Task<IReadOnlyList<RunJob>> JobsOfAsync(string run, CancellationToken cancellationToken) =>
        RefusalOf(nameof(JobsOfAsync)) is { } refused
            ? Task.FromException<IReadOnlyList<RunJob>>(refused)
            : Task.FromResult<IReadOnlyList<RunJob>>(
                RowOf(run)?.Jobs ?? throw OneShotErrors.NotFound(Name, $"read the jobs of the run {run}")
            );

    public Task<string?> LogOfAsync(string job, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async Task<bool> CancelRunAsync(string id, CancellationToken cancellationToken)
    {
        if (RowOf(id) is null || (await GetRunAsync(id, cancellationToken)).IsOver)
            return false;
        End(id, RunConclusion.Cancelled);
        return true;
    }

    public Task<Issue> CreateAsync(NewIssue issue, CancellationToken cancellationToken)
    {
        Check("create the issue", issue.Title, issue.Body);
        lock (_gate)
        {
            var known = _rows.Find(row =>
                row.Branch is null && row.Author == Us && row.Body.Contains(issue.Marker, StringComparison.Ordinal)
            );
            return Task.FromResult(IssueOf(known ?? Labelled(Add(issue.Title.Trim(), issue.Body, Us), issue.Labels)));
        }
    }

    public Task<Issue> GetAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult(IssueOf(Get(number)));

    public Task<Issue> UpdateAsync(int number, string? title, string? body, CancellationToken cancellationToken)
    {
        var row = Get(number);
        Check("change the text", title ?? row.Title, body ?? row.Body);
        row.Title = title ?? row.Title;
        if (body is not null)
            Edit(number, Us, body);
        return Task.FromResult(IssueOf(row));
    }

    public Task LabelAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        Labelled(Get(number), labels);
        return Task.CompletedTask;
    }

    public Task<Comment> CommentAsync(int number, string marker, string text, CancellationToken cancellationToken)
    {
        var body = $"{marker}\n{text}";
        Check("comment", "-", body);
        var comments = Get(number).Comments;
        lock (_gate)
        {
            var known = comments.FindIndex(comment =>
                comment.Author == Us && comment.Body.StartsWith(marker + "\n", StringComparison.Ordinal)
            );
            if (known < 0)
                return Task.FromResult(Said(number, Us, body));
            EditComment(number, comments[known], Us, body);
            return Task.FromResult(comments[known]);
        }
    }

    public Task<IReadOnlyList<Comment>> OwnCommentsAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Comment>>([.. Get(number).Comments.Where(comment => comment.Author == Us)]);

    public Task<IReadOnlyList<Comment>> AllCommentsAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Comment>>([.. Get(number).Comments]);

    public Task<Comment> GetCommentAsync(int number, long id, CancellationToken cancellationToken) =>
        Task.FromResult(
            Get(number).Comments.Find(comment => comment.Id == id)
                ?? throw OneShotErrors.NotFound(Name, $"read the comment {id}")
        );

    public Task<LastEdit?> LastEditAsync(int number, long? comment, CancellationToken cancellationToken) =>
        Task.FromResult(Get(number).Edits.GetValueOrDefault(comment ?? 0));

    /// <summary>
    /// Is called before and after a pull request is opened and a run is started: with the member's name, and whether
    /// it is done.
    /// </summary>
    public Action<string, bool> Watch { get; set; } = (_, _) => { };

    /// <summary>Is told each run's id when it was asked for.</summary>
    public Action<string> Started { get; set; } = _ => { };

    /// <summary>Lets a run come to jobs of it.</summary>
    public void Begin(string run, params RunJob[] jobs) => RowOf(run)!.Jobs = jobs;

    /// <summary>Ends a run; one that is over stays as it is.</summary>
    public void End(string run, RunConclusion conclusion) => RowOf(run)!.Conclusion ??= conclusion;

    /// <summary>Counts what a pull request changes.</summary>
    public void Count(int number, ChangeCount changes) => GetPullRequest(number).Changes = changes;

    /// <summary>Changes an issue's text as somebody else does.</summary>
    public void Edit(int number, string editor, string body)
    {
        lock (_gate)
        {
            var row = Get(number);
            (row.Body, row.Edits[0]) = (body, new LastEdit(editor, DateTimeOffset.UtcNow));
        }
    }

    /// <summary>Changes the last comment that holds a text, as somebody else does.</summary>
    public void EditComment(int number, string held, string editor, string body) =>
        EditComment(
            number,
            Get(number).Comments.Last(comment => comment.Body.Contains(held, StringComparison.Ordinal)),
            editor,
            body
        );

    /// <summary>Opens an issue as somebody else does.</summary>
    public int Plant(string author, string title, string body, string label)
    {
        lock (_gate)
            return Labelled(Add(title, body, author), [label]).Number;
    }

    /// <summary>Comments as somebody else does.</summary>
    public Comment Said(int number, string author, string body)
    {
        lock (_gate)
        {
            var comment = new Comment(_rows.Sum(row => row.Comments.Count) + 1, author, body);
            Get(number).Comments.Add(comment);
            return comment;
        }
    }

    public void Dispose() { }

    private void EditComment(int number, Comment comment, string editor, string body)
    {
        lock (_gate)
        {
            var row = Get(number);
            row.Comments[row.Comments.IndexOf(comment)] = comment with { Body = body };
            row.Edits[comment.Id] = new LastEdit(editor, DateTimeOffset.UtcNow);
        }
    }

    private OneShotException? RefusalOf(string what)
    {
        if (!_refused.TryGetValue(what, out var known))
            return null;
        _refused[what] = known with { After = known.After - 1 };
        return known.After > 0 ? null : known.Answer;
    }

    private Task<IForge> Select() =>
        Refused is null ? Task.FromResult<IForge>(this) : Task.FromException<IForge>(Refused);

    private static bool IsOf(Row row, string branch, DistinctId id) =>
        row.Branch == branch && (Metadata.Read(row.Body) is not { } metadata || metadata.Id == id.Value);

    private static Row Labelled(Row row, IEnumerable<string> labels)
    {
        foreach (var label in labels)
            if (!row.Labels.Contains(label, StringComparer.OrdinalIgnoreCase))
                row.Labels.Add(label);
        return row;
    }

    private Task Relabelled(Row row, OneShotStage stage)
    {
        if (RefusalOf(nameof(SetStateLabelAsync)) is { } refused)
            return Task.FromException(refused);
        lock (_gate)
        {
            var (add, remove) = StateLabels.Change(row.Labels, stage);
            row.Labels.RemoveAll(label => remove.Contains(label, StringComparer.OrdinalIgnoreCase));
            row.Labels.AddRange(add is null ? [] : [add]);
        }

        return Task.CompletedTask;
    }

    private void Check(string what, string title, string body)
    {
        if (title.Trim().Length is 0 or > 256)
            throw OneShotErrors.Unprocessable(Name, what, "the title is blank or too long.");
        if (body.Length > 65_536)
            throw OneShotErrors.Unprocessable(Name, what, "the body is too long.");
    }

    private Row Add(string title, string body, string author)
    {
        var row = new Row
        {
            Number = _rows.Count + 1,
            Title = title,
            Body = body,
            Author = author,
        };
        _rows.Add(row);
        return row;
    }

    private Row Get(int number)
    {
        lock (_gate)
            return _rows.Find(row => row.Number == number) ?? throw OneShotErrors.NotFound(Name, $"read #{number}");
    }

    private RunRow? RowOf(string run)
    {
        lock (_gate)
            return _runs.Find(row => row.Id == run);
    }

    private Row GetPullRequest(int number) =>
        Get(number) is { Branch: not null } row
            ? row
            : throw OneShotErrors.NotFound(Name, $"read the pull request #{number}");

    private string UrlOf(string kind, object number) => $"https://{Name}/{kind}/{number}";

    private PullRequest PullRequestOf(Row row) =>
        new(
            row.Number,
            UrlOf("pull", row.Number),
            row.Author,
            row.IsOpen,
            row.IsDraft,
            row.Title,
            row.Body,
            row.Branch!
        )
        {
            Changes = row.Changes,
            Labels = [.. row.Labels],
        };

    private Issue IssueOf(Row row) =>
        new(row.Number, UrlOf("issues", row.Number), row.Title, row.Body, row.IsOpen, [.. row.Labels], row.Author)
        {
            IsPullRequest = row.Branch is not null,
        };

    private Run RunOf(RunRow run) =>
        new(
            run.Id,
            UrlOf("actions/runs", run.Id),
            run.Conclusion is not null ? RunStatus.Completed
                : run.Jobs.Length > 0 ? RunStatus.InProgress
                : RunStatus.Queued,
            run.Conclusion
        );

    private sealed class Row
    {
        public required int Number { get; init; }

        public required string Title { get; set; }

        public required string Body { get; set; }

        public required string Author { get; init; }

        public string? Branch { get; set; }

        public bool IsDraft { get; set; }

        public bool IsOpen { get; set; } = true;

        public ChangeCount? Changes { get; set; }

        public List<string> Labels { get; } = [];

        public List<Comment> Comments { get; } = [];

        /// <summary>The last edit of each comment by its id, and of the text itself by zero.</summary>
        public Dictionary<long, LastEdit?> Edits { get; } = [];
    }

    private sealed class RunRow(NewRun asked, string id, DateTimeOffset createdAt)
    {
        public NewRun Asked => asked;

        public string Id => id;

        public DateTimeOffset CreatedAt => createdAt;

        public RunConclusion? Conclusion { get; set; }

        public RunJob[] Jobs { get; set; } = [];
    }
}
