using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Verifying;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Excuses tests that are gone where the plan names them: the one that was registered before anybody implemented it.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="oneShot">The one-shot.</param>
/// <param name="reporter">Is told why nothing is excused.</param>
internal sealed class PlannedTests(IForge forge, OneShotInfo oneShot, IReporter reporter)
{
    /// <summary>Adds the plan to a report, where tests are gone.</summary>
    /// <param name="report">The report.</param>
    /// <param name="registered">The plan's place and hash; without a hash it may be anybody's by now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The report.</returns>
    public async Task<VerifyReport?> InAsync(
        VerifyReport? report,
        RegisteredPlan? registered,
        CancellationToken cancellationToken
    )
    {
        if (report?.Verdict is not { Gone.Count: > 0 } || registered?.Sha256 is not { } sha256)
            return report;
        try
        {
            var found = await FoundPlan.ReadAsync(forge, oneShot, registered, cancellationToken).ConfigureAwait(false);
            var plan = await new PlanTrust(forge, oneShot)
                .SameAsync(found, sha256, cancellationToken)
                .ConfigureAwait(false);
            return report with { Plan = plan.Text };
        }
        catch (OneShotException exception) when (exception.Error.Exit != ExitCode.Cancelled)
        {
            reporter.Warn($"the plan excuses no test that is gone: {exception.Error.Message}");
            return report;
        }
    }
}
