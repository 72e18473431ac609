using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>
/// A repository's settings in memory, of which everything is in order until a test says otherwise. The contract tests
/// of what a forge is asked hold it to what GitHub does.
/// </summary>
internal sealed class FakeForgeFacts : IForgeFacts
{
    private readonly Dictionary<string, OneShotException> _refused = [];
    private readonly List<string> _written = [];

    public string Page => "https://fake.example/acme/shop";

    public bool IsHosted { get; set; }

    public RepositoryFacts Repository { get; set; } = new(false, false, true, ["repo", "workflow"], null);

    /// <summary>What the token lacks to see an area.</summary>
    public Dictionary<TokenArea, string> Missing { get; } = [];

    /// <summary>The state of the one workflow that there is.</summary>
    public string WorkflowState { get; set; } = "active";

    public ActionsFacts Actions { get; set; } = new(true, "all");

    public bool MayOpenPullRequests { get; set; } = true;

    public IReadOnlyList<string> Secrets { get; set; } = ["ANTHROPIC_API_KEY", "ONESHOT_TOKEN"];

    /// <summary>The organisation's; <see langword="null"/> where the token may not see them.</summary>
    public IReadOnlyList<string>? SharedSecrets { get; set; } = [];

    public IReadOnlyDictionary<string, string> Variables { get; set; } = new Dictionary<string, string>();

    /// <summary>The organisation's.</summary>
    public IReadOnlyDictionary<string, string> SharedVariables { get; set; } = new Dictionary<string, string>();

    public IReadOnlyList<BranchRule> Rules { get; set; } = [];

    /// <summary>What was changed, each time that it was.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Whoever asks the repository waits, until they no longer want to.</summary>
    public TaskCompletionSource? Hang { get; set; }

    /// <summary>From now on a question is answered by an error.</summary>
    /// <param name="question">The member's name.</param>
    /// <param name="answer">The error.</param>
    public void Refuse(string question, OneShotException answer) => _refused[question] = answer;

    public async Task<RepositoryFacts> RepositoryAsync(CancellationToken cancellationToken)
    {
        if (Hang is not null)
        {
            Hang.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return await Answer(nameof(RepositoryAsync), Repository);
    }

    public Task<string?> MissingRightAsync(TokenArea area, CancellationToken cancellationToken) =>
        Answer(nameof(MissingRightAsync), Missing.GetValueOrDefault(area));

    public Task<string?> WorkflowStateAsync(string workflow, CancellationToken cancellationToken) =>
        Answer(nameof(WorkflowStateAsync), workflow == "one-shot.yml" ? WorkflowState : null);

    public Task<ActionsFacts> ActionsAsync(CancellationToken cancellationToken) =>
        Answer(nameof(ActionsAsync), Actions);

    public Task<bool> MayOpenPullRequestsAsync(CancellationToken cancellationToken) =>
        Answer(nameof(MayOpenPullRequestsAsync), MayOpenPullRequests);

    public Task<SecretNames> SecretsAsync(CancellationToken cancellationToken) =>
        Answer(
            nameof(SecretsAsync),
            new SecretNames([.. Secrets.Concat(SharedSecrets ?? []).Distinct()], SharedSecrets is not null)
        );

    public Task<IReadOnlyDictionary<string, string>> VariablesAsync(CancellationToken cancellationToken) =>
        Answer<IReadOnlyDictionary<string, string>>(
            nameof(VariablesAsync),
            Variables.Concat(SharedVariables.ExceptBy(Variables.Keys, shared => shared.Key)).ToDictionary()
        );

    public Task<IReadOnlyList<BranchRule>> RulesAsync(string branch, CancellationToken cancellationToken) =>
        Answer(nameof(RulesAsync), Rules);

    public Task EnableActionsAsync(CancellationToken cancellationToken)
    {
        Change(nameof(EnableActionsAsync));
        Actions = new ActionsFacts(true, Actions.Allowed ?? "all");
        return Task.CompletedTask;
    }

    public Task AllowPullRequestsAsync(CancellationToken cancellationToken)
    {
        Change(nameof(AllowPullRequestsAsync));
        MayOpenPullRequests = true;
        return Task.CompletedTask;
    }

    private void Change(string what)
    {
        if (_refused.TryGetValue(what, out var refused))
            throw refused;
        _written.Add(what);
    }

    private Task<T> Answer<T>(string question, T answer) =>
        _refused.TryGetValue(question, out var refused) ? Task.FromException<T>(refused) : Task.FromResult(answer);
}
