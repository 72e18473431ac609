using OneShot.Core.Secrets;

namespace OneShot.Core.Receipts;

/// <summary>What a step of a GitHub Actions job prints for its runner: annotations on the run's page.</summary>
/// <remarks>https://docs.github.com/actions/reference/workflow-commands-for-github-actions</remarks>
internal static class ActionsCommand
{
    /// <summary>Annotates an error.</summary>
    /// <param name="exception">The error, without secrets.</param>
    /// <returns>One line.</returns>
    public static string Error(OneShotException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return $"::error title={exception.Error.Code}::{Escape(exception.Error.Message)} "
            + $"{Escape(exception.Error.Next)}";
    }

    /// <summary>Annotates a warning.</summary>
    /// <param name="line">The warning, without secrets.</param>
    /// <returns>One line.</returns>
    public static string Warning(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return "::warning title=OneShot::" + Escape(line);
    }

    /// <summary>Hides a secret in all that the job prints from now on.</summary>
    /// <param name="secret">The secret.</param>
    /// <returns>One line, which the runner does not show.</returns>
    public static string Mask(string secret) => "::add-mask::" + secret;

    private static string Escape(string text) =>
        SecretRules
            .Without(text)
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);
}
