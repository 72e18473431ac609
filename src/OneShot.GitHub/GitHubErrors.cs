using System.Globalization;
using System.Net;
using OneShot.Core.Errors;

namespace OneShot.GitHub;

/// <summary>Turns an answer that is no success into its one clear line.</summary>
internal static class GitHubErrors
{
    public static OneShotException Of(
        GitHubServer server,
        GitHubRequest request,
        GitHubAnswer answer,
        DateTimeOffset now
    )
    {
        var (host, what) = (server.Host, request.What);
        if (answer.IsRateLimited)
            return OneShotErrors.RateLimited(
                host,
                what,
                (now + answer.WaitFrom(now)).ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            );
        return answer.Status switch
        {
            HttpStatusCode.Unauthorized => OneShotErrors.TokenRefused(host, what, server.TokenSource),
            HttpStatusCode.Forbidden => OneShotErrors.Forbidden(host, what, Permission(answer)),
            HttpStatusCode.NotFound => OneShotErrors.NotFound(host, what),
            HttpStatusCode.Conflict => OneShotErrors.Conflicting(host, what, Reason(answer)),
            HttpStatusCode.Gone => OneShotErrors.Gone(host, what),
            HttpStatusCode.UnprocessableEntity => OneShotErrors.Unprocessable(host, what, Reason(answer)),
            >= HttpStatusCode.InternalServerError => OneShotErrors.ServerFailed(host, what, (int)answer.Status),
            _ => OneShotErrors.AnswerUnexpected(host, what, (int)answer.Status, Reason(answer)),
        };
    }

    // "contents=write,pull_requests=write; …": what the call accepts, from which the missing permission is read.
    private static string Permission(GitHubAnswer answer)
    {
        var reason = Reason(answer);
        return answer.Header("X-Accepted-GitHub-Permissions") is { Length: > 0 } accepted
            ? $"{reason} It needs the permission {Core.Text.SafeText.Line(accepted)}."
            : reason;
    }

    private static string Reason(GitHubAnswer answer) =>
        answer.Error.Line is { Length: > 1 } line ? line : "it gave no reason.";
}
