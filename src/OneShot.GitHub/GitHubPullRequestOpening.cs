using System.Net;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.GitHub;

/// <summary>
/// Opens a draft so that a branch never has two: whenever it is unclear
/// whether the request arrived, the branch's pull request is looked for first.
/// </summary>
internal sealed class GitHubPullRequestOpening(
    GitHubApi api,
    GitHubRequests requests,
    Func<string, CancellationToken, Task<PullRequest?>> find,
    IReporter reporter,
    TimeProvider clock
)
{
    /// <summary>Marks a pull request on a server without drafts.</summary>
    private const string DraftLabel = "oneshot-draft";

    private const int Attempts = 4;

    public async Task<PullRequest> RunAsync(NewPullRequest pull, CancellationToken cancellationToken)
    {
        var draft = true;
        for (var attempt = 1; ; attempt++)
        {
            var request = requests.OpenPullRequest(pull, draft);
            try
            {
                var answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (answer.IsGood)
                    return await OpenedAsync(answer, request, draft, cancellationToken).ConfigureAwait(false);
                if (answer.Status != HttpStatusCode.UnprocessableEntity)
                    throw api.Failure(request, answer);
                var exists = answer.Error.Says("already exists");
                if (exists && await find(pull.Branch, cancellationToken).ConfigureAwait(false) is { } existing)
                    return existing;
                if (draft && answer.Error.Says("draft"))
                {
                    reporter.Warn(
                        $"{api.Server.Host} has no draft pull requests here: opening a normal one, labelled "
                            + $"{DraftLabel}"
                    );
                    draft = false;
                    continue;
                }

                // A branch that was pushed a moment ago may not be known
                // yet to the part of GitHub that opens pull requests.
                if (
                    attempt == Attempts
                    || !(exists || answer.Error.Details.Any(detail => detail is { Field: "head", Code: "invalid" }))
                )
                    throw api.Failure(request, answer);
                reporter.Progress("waiting for the branch to appear");
            }
            catch (AnswerLostException exception)
            {
                reporter.Warn($"{exception.Error.Error.Message} Checking whether the pull request was opened.");
                if (await find(pull.Branch, cancellationToken).ConfigureAwait(false) is { } opened)
                    return opened;
                if (attempt == Attempts)
                    throw exception.Error;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250 << attempt), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<PullRequest> OpenedAsync(
        GitHubAnswer answer,
        GitHubRequest request,
        bool draft,
        CancellationToken cancellationToken
    )
    {
        PullRequest opened;
        try
        {
            opened = GitHubForge.PullRequestOf(
                answer.Read(GitHubJson.Default.PullAnswer, api.Server.Host, request.What)
            );
        }
        catch (OneShotException exception) when (exception.Error.Code == CaughtCode.AnswerUnreadable)
        {
            throw new AnswerLostException(exception);
        }

        if (!draft)
            await api.SendGoodAsync(requests.AddLabels(opened.Number, [DraftLabel]), cancellationToken)
                .ConfigureAwait(false);
        return opened;
    }
}
