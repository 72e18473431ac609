using OneShot.Core.Model;

namespace OneShot.Core.Judging;

/// <summary>What the judge decided about a delivery.</summary>
/// <param name="Taken">What is delivered.</param>
/// <param name="Findings">What a person is told: taken out, to be looked at before it is merged, or just named.</param>
internal sealed record Judgement(IReadOnlyList<ChangedFile> Taken, IReadOnlyList<Finding> Findings)
{
    /// <summary>
    /// The dependencies that manifests and lock files gained, as <c>name version
    /// (file)</c>: an agent's words, to be cleaned where they are shown.
    /// </summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>Whether somebody has to look before it is ready.</summary>
    public bool StaysDraft => Findings.Any(finding => finding.Policy >= Policy.Ask);
}
