using System.Net;
using Polly;
using Polly.Retry;

namespace OneShot.GitHub;

/// <summary>
/// When a request is sent again: reads after any passing fault,
/// writes only when the server surely did not carry them out.
/// </summary>
internal static class GitHubRetries
{
    private const int Attempts = 3;

    /// <summary>Longer waits than this are told to the user instead of waited for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(75);

    public static ResiliencePipeline<GitHubAnswer> ForReads(
        GitHubServer server,
        IReporter reporter,
        TimeProvider clock
    ) =>
        Pipeline(
            server,
            reporter,
            clock,
            arguments =>
                arguments.Outcome switch
                {
                    { Exception: HttpRequestException exception } => !GitHubApi.IsTlsRefused(exception),
                    { Exception: TimeoutException } => arguments.AttemptNumber == 0,
                    { Result: { } answer } => answer.Status
                        is HttpStatusCode.RequestTimeout
                            or HttpStatusCode.InternalServerError
                            or HttpStatusCode.BadGateway
                            or HttpStatusCode.ServiceUnavailable
                            or HttpStatusCode.GatewayTimeout
                        || IsShortWait(answer, clock),
                    _ => false,
                }
        );

    public static ResiliencePipeline<GitHubAnswer> ForWrites(
        GitHubServer server,
        IReporter reporter,
        TimeProvider clock
    ) =>
        Pipeline(
            server,
            reporter,
            clock,
            arguments =>
                arguments.Outcome switch
                {
                    { Exception: HttpRequestException lost } => GitHubApi.NeverArrived(lost)
                        && !GitHubApi.IsTlsRefused(lost),
                    { Result: { } answer } => IsShortWait(answer, clock),
                    _ => false,
                }
        );

    private static bool IsShortWait(GitHubAnswer answer, TimeProvider clock) =>
        answer.IsRateLimited && answer.WaitFrom(clock.GetUtcNow()) <= LongestWait;

    private static ResiliencePipeline<GitHubAnswer> Pipeline(
        GitHubServer server,
        IReporter reporter,
        TimeProvider clock,
        Func<RetryPredicateArguments<GitHubAnswer>, bool> again
    ) =>
        new ResiliencePipelineBuilder<GitHubAnswer> { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<GitHubAnswer>
                {
                    MaxRetryAttempts = Attempts,
                    Delay = TimeSpan.FromMilliseconds(400),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = arguments => ValueTask.FromResult(again(arguments)),
                    DelayGenerator = arguments =>
                        ValueTask.FromResult(
                            arguments.Outcome.Result is { IsRateLimited: true } answer
                                ? answer.WaitFrom(clock.GetUtcNow())
                                : (TimeSpan?)null
                        ),
                    OnRetry = arguments =>
                    {
                        var why = arguments.Outcome.Result is { } answer
                            ? $"answered {(int)answer.Status}"
                            : "could not be reached";
                        reporter.Warn(
                            $"{server.Host} {why}: trying again in {arguments.RetryDelay.TotalSeconds:0.#} s"
                        );
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();
}
