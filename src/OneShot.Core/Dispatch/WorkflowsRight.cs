using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Protection;
using OneShot.Core.Settings;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Workflows that may be delivered need a token that may push them: told before an agent is paid, where it can be told.
/// </summary>
internal static class WorkflowsRight
{
    private const string Secret = "ONESHOT_TOKEN";
    private const string Scope = "workflow";

    /// <summary>At the dispatch: whether the run will have another token than its own.</summary>
    /// <exception cref="OneShotException">OS3090: it will not.</exception>
    public static async Task CheckSecretAsync(
        IForge forge,
        RunTerms terms,
        IReporter reporter,
        CancellationToken cancellationToken
    )
    {
        if (Asked(terms) is not { } policy || forge.Facts is not { } facts)
            return;
        try
        {
            var secrets = await facts.SecretsAsync(cancellationToken).ConfigureAwait(false);
            if (secrets.Names.Contains(Secret))
                return; // what it may do, the run's first job looks at
            if (secrets.IsWhole)
                throw OneShotErrors.WorkflowsNeedToken(policy);
        }
        catch (OneShotException exception) when (exception.Error.Code != CaughtCode.WorkflowsNeedToken)
        {
            // A token that may not see secrets' names may dispatch all the same.
        }

        reporter.Warn(
            $"--protect=workflows:{policy} needs a secret {Secret} that may push workflows; whether there is one "
                + $"can't be checked from here"
        );
    }

    /// <summary>In a run: whether the token that will push may push workflows.</summary>
    /// <exception cref="OneShotException">OS3090 or OS3091: it may not.</exception>
    public static async Task CheckTokenAsync(
        IForge forge,
        RunTerms terms,
        bool isBuiltIn,
        IReporter reporter,
        CancellationToken cancellationToken
    )
    {
        if (Asked(terms) is not { } policy || forge.Facts is not { } facts)
            return;
        if (isBuiltIn)
            throw OneShotErrors.WorkflowsNeedToken(policy);
        var scopes = (await facts.RepositoryAsync(cancellationToken).ConfigureAwait(false)).Scopes;
        if (scopes is not null && !scopes.Contains(Scope))
            throw OneShotErrors.WorkflowsNeedScope(policy, string.Join(", ", scopes));
        if (scopes is null)
            reporter.Warn(
                $"--protect=workflows:{policy} needs a token that may push workflows, and whether {Secret} may "
                    + $"can't be checked before it does"
            );
    }

    private static string? Asked(RunTerms terms) =>
        ProtectPolicies.Of(terms.ToLimits())[ProtectedKinds.Workflows] is var policy && policy != Policy.Block
            ? policy.ToString().ToLowerInvariant()
            : null;
}
