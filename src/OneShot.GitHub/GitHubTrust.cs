using System.Net;

namespace OneShot.GitHub;

/// <summary>Who is who: us, whoever may write to the repository, and everybody else.</summary>
internal sealed class GitHubTrust(GitHubApi api, GitHubRequests requests)
{
    /// <summary>Whom a workflow's own token belongs to, in every repository.</summary>
    private const string Workflows = "github-actions[bot]";

    /// <summary>Whom GitHub shows where an account is gone. Nobody is.</summary>
    public const string Ghost = "ghost";

    private string? _viewer;

    /// <summary>
    /// Whether somebody is whoever this token is, or a workflow of the repository. Another app's bot is not:
    /// it may say what a stranger told it.
    /// </summary>
    public async Task<bool> AreWeAsync(string login, CancellationToken cancellationToken) =>
        Same(login, Workflows)
        || (!Same(login, Ghost) && Same(login, await ViewerAsync(cancellationToken).ConfigureAwait(false)));

    /// <summary>Asks each time: who was let in yesterday may be out today.</summary>
    public async Task<bool> MayWriteAsync(string login, CancellationToken cancellationToken)
    {
        if (Same(login, Ghost))
            return false;
        var request = requests.ReadPermission(login);
        var answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotFound)
            return false; // a bot, or nobody
        if (!answer.IsGood)
            throw api.Failure(request, answer);
        return answer.Read(GitHubJson.Default.PermissionAnswer, api.Server.Host, request.What).Permission
            is "admin"
                or "maintain"
                or "write";
    }

    // Empty where the server tells nobody: then only a workflow is known to be us.
    private async Task<string> ViewerAsync(CancellationToken cancellationToken)
    {
        if (_viewer is not null)
            return _viewer;
        var request = GitHubRequests.ReadViewer(api.Server);
        var answer = await api.SendRepeatableAsync(request, cancellationToken).ConfigureAwait(false);
        return _viewer =
            answer.Read(GitHubJson.Default.GraphQlAnswerViewerData, api.Server.Host, request.What).Data?.Viewer?.Login
            ?? string.Empty;
    }

    private static bool Same(string login, string other) => login.Equals(other, StringComparison.OrdinalIgnoreCase);
}
