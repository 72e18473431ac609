using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.Core.Verifying;

namespace OneShot.Core.Dispatch;

/// <summary>
/// <c>--verify=checks</c> needs a forge with checks, a workflow that awaits them, and a token for which CI starts: told
/// before an agent is paid, where it can be told.
/// </summary>
internal static class ChecksRules
{
    /// <summary>The argument.</summary>
    public const string Argument = "verify";

    private const string Secret = "ONESHOT_TOKEN";
    private const string Task = "AwaitChecks";
    private const string Right = "checks: read";
    private const string Delivers = "DeliverImplementation";

    /// <summary>Whether the repository's own checks are to say it.</summary>
    /// <param name="terms">What holds of the run.</param>
    public static bool AreAsked(RunTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.ToLimits().Verify == VerifyMode.Checks;
    }

    /// <summary>Refuses a forge that has none.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="terms">What holds of the run.</param>
    /// <param name="floor">What trunk's file says, which may not be loosened.</param>
    /// <exception cref="OneShotException">OS2098.</exception>
    public static void Require(IForge forge, RunTerms terms, string? floor)
    {
        ArgumentNullException.ThrowIfNull(forge);
        if (AreAsked(terms) && !forge.Traits.HasChecks)
            throw OneShotErrors.ChecksNotHere(forge.Name, floor is "required" or "checks" ? "required" : "auto");
    }

    /// <summary>What the workflows lack, one sentence.</summary>
    /// <param name="file">The workflow's file name.</param>
    /// <param name="text">Its text; <see langword="null"/> when it can't be read.</param>
    /// <param name="called">The text of the workflow that implements, which counts where this one calls it.</param>
    /// <returns>The sentence; <see langword="null"/> when nothing is lacking, or nobody knows.</returns>
    public static string? LackOf(string file, string? text, string? called)
    {
        if (text is null)
            return null;
        var (name, works) = PlanHashRules.Calls(text) ? (PlanHashRules.Called, called) : (file, text);
        if (works?.Contains(Delivers, StringComparison.Ordinal) != true)
            return null;
        var lack =
            !works.Contains(Task, StringComparison.Ordinal) ? $"{name} has no job that awaits checks ({Task})"
            : !works.Contains(Right, StringComparison.Ordinal) ? $"{name} gives no job the right {Right}"
            : !text.Contains(Right, StringComparison.Ordinal)
                ? $"{file} does not pass the right {Right} on to {PlanHashRules.Called}"
            : null;
        return lack is null ? null : $"{lack}, so with --verify=checks a result stays a draft that is not verified.";
    }

    /// <summary>Tells at the dispatch what will keep checks from coming.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="terms">What holds of the run.</param>
    /// <param name="lack">What the workflows lack.</param>
    /// <param name="reporter">Is told.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task TellAsync(
        IForge forge,
        RunTerms terms,
        string? lack,
        IReporter reporter,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(forge);
        ArgumentNullException.ThrowIfNull(reporter);
        if (!AreAsked(terms))
            return;
        if (lack is not null)
            reporter.Warn($"{lack} OneShotInit writes it again.");
        if (forge.Facts is not { } facts)
            return;
        try
        {
            var secrets = await facts.SecretsAsync(cancellationToken).ConfigureAwait(false);
            if (secrets.IsWhole && !secrets.Names.Contains(Secret))
                reporter.Warn($"--verify=checks: {ChecksText.BuiltIn}");
        }
        catch (OneShotException exception) when (exception.Error.Exit != ExitCode.Cancelled)
        {
            // A token that may not see secrets' names may dispatch all the same, and the run says it.
            reporter.Trace(exception.Error.Message);
        }
    }
}
