using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>How to try a run again.</summary>
internal static class RetryText
{
    /// <summary>Writes it.</summary>
    /// <param name="words">The forge's words.</param>
    /// <param name="run">The run.</param>
    /// <returns>One sentence, with the command to type where it is known;
    /// <see langword="null"/> where nobody told the run's page.</returns>
    public static string? For(IForgeWords words, RunReference run)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(run);
        if (run.Url is not { } page)
            return null;
        return words.Retry(run) ?? $"To try again, re-run the failed jobs of the [run]({page}).";
    }

    /// <summary>
    /// Writes it for a delivery that failed: after a refusal this job would judge the same once more.
    /// </summary>
    /// <param name="words">The forge's words.</param>
    /// <param name="exception">What it failed with.</param>
    /// <param name="run">The run.</param>
    /// <returns>The words; <see langword="null"/> where nobody told
    /// the run's page, or the error says them itself.</returns>
    public static string? OfDelivering(IForgeWords words, OneShotException exception, RunReference run)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentNullException.ThrowIfNull(run);
        if (exception.Error.Code != CaughtCode.DeliveryRefused)
            return For(words, run);
        return run.Url is null ? null : words.AfterRefusal(run);
    }
}
