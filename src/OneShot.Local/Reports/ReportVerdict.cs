using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Text;
using OneShot.Core.Verifying;
using OneShot.Local.Store;

namespace OneShot.Local.Reports;

/// <summary>What verifying said of what was delivered: a section of the page.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Text">Markdown, in which no name and no line of a program is any.</param>
internal sealed record ReportVerdict(string Heading, string Text)
{
    private const int MostOfPlan = Plan.Most * 4;

    /// <summary>Reads it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="impl">Where its jobs left their files.</param>
    /// <returns>The section; <see langword="null"/> where nothing was verified.</returns>
    public static ReportVerdict? Of(LocalRun run, ImplFolder impl)
    {
        if (run is not { Commit: { } commit, Verification: { Verified: { } isGreen } told })
            return null;
        var report = ConcludeVerification.Handed(impl, commit);
        // What the plan has excused by then, it excuses here.
        if (
            report?.Verdict is { } alone
            && alone.Gone.Count > told.Gone
            && impl.Read(PlanFiles.Plan, MostOfPlan) is { } plan
        )
            report = report with { Plan = Encoding.UTF8.GetString(plan) };
        return report?.Verdict is { } verdict
            ? new ReportVerdict(SafeText.Active(VerifyText.Heading(verdict)), VerifyText.Body(report, verdict, null))
            : new ReportVerdict(isGreen ? "Verified" : "Not verified", $"{SafeText.Inactive(told.Line)}.");
    }
}
