using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Octokit;
using OneShot.Core.Errors;

namespace OneShot.GitHub;

/// <summary>What GitHub answered.</summary>
/// <param name="response">The answer as Octokit has it.</param>
/// <param name="body">Its text; empty where there is none.</param>
internal sealed class GitHubAnswer(IResponse response, string body)
{
    public HttpStatusCode Status => response.StatusCode;

    /// <summary>The text; empty where there is none.</summary>
    public string Body => body;

    public bool IsGood => (int)Status is >= 200 and < 300;

    /// <summary>Whether the request was refused before it was looked at, because there were too many.</summary>
    public bool IsRateLimited =>
        Status == HttpStatusCode.TooManyRequests
        || (
            Status == HttpStatusCode.Forbidden
            && (
                RetryAfter is not null
                || Header("x-ratelimit-remaining") == "0"
                || Error.Message.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>The error in the body; an empty one when the body holds none.</summary>
    public GitHubError Error => GitHubError.Read(Body);

    public string? Header(string name) =>
        response.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Where on another server, without our token, what was asked for is; <see langword="null"/> where not.</summary>
    public Uri? Elsewhere =>
        Status == HttpStatusCode.Found
        && Uri.TryCreate(Header(GitHubHandler.Elsewhere), UriKind.Absolute, out var address)
            ? address
            : null;

    private RetryConditionHeaderValue? RetryAfter =>
        RetryConditionHeaderValue.TryParse(Header("Retry-After"), out var after) ? after : null;

    /// <summary>
    /// How long GitHub asks to wait: <c>Retry-After</c>, then
    /// <c>x-ratelimit-reset</c>, then a minute, as its documentation has it.
    /// </summary>
    public TimeSpan WaitFrom(DateTimeOffset now)
    {
        if (RetryAfter is { } after)
            return Positive(after.Delta ?? (after.Date - now) ?? TimeSpan.FromMinutes(1));
        return
            Header("x-ratelimit-remaining") == "0"
            && long.TryParse(
                Header("x-ratelimit-reset"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var reset
            )
            && reset < 253402300799
            ? Positive(DateTimeOffset.FromUnixTimeSeconds(reset) - now)
            : TimeSpan.FromMinutes(1);
    }

    /// <summary>Reads the body.</summary>
    /// <exception cref="OneShotException">OS4008: it is cut off, no JSON of
    /// that shape, or what is needed of it is missing or absurd.</exception>
    public T Read<T>(JsonTypeInfo<T> type, string host, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type)
                ?? throw OneShotErrors.AnswerUnreadable(host, what, "it is null");
        }
        catch (JsonException exception)
        {
            throw OneShotErrors.AnswerUnreadable(host, what, Body.Length == 0 ? "it is empty" : Reason(exception));
        }
    }

    // The reader's own words name our types; and a path in the answer can hold what the server wrote.
    private static string Reason(JsonException exception)
    {
        const string Missing = "missing required properties including: ";
        var words = exception.Message.Split(" Path:")[0];
        if (words.IndexOf(Missing, StringComparison.Ordinal) is > 0 and var at)
            words = "it lacks " + words[(at + Missing.Length)..];
        else if (
            words.Contains("OneShot.", StringComparison.Ordinal) || words.Contains("System.", StringComparison.Ordinal)
        )
            words = "it is not of the kind that it must be";
        var place = exception.Path is { Length: > 2 } path ? $"{path[2..]}: " : "";
        return Core.Text.SafeText.Excerpt(place + words, 400);
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.FromSeconds(1);
}
