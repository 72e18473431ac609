using System.Text.RegularExpressions;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>
/// The plan issue: the plan as its body, with nothing in it that
/// the forge would act on, and a way back to the plan as it was.
/// </summary>
internal static partial class PlanIssueText
{
    /// <summary>The label of every plan issue.</summary>
    public const string Label = "oneshot-plan";

    private const string Opening = "<!-- plan begins -->";

    /// <summary>Writes the issue.</summary>
    /// <param name="marker">The one-shot's marker.</param>
    /// <param name="title">The plan's title.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>The issue.</returns>
    public static NewIssue For(string marker, string title, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new NewIssue(
            marker,
            SafeText.Title(title, 100),
            $"{marker}\n{Opening}\n{SafeText.Inactive(plan.Text)}",
            [Label]
        );
    }

    /// <summary>The hidden line that a one-shot's plan begins with.</summary>
    /// <param name="id">The one-shot.</param>
    /// <returns>One line.</returns>
    public static string MarkerOf(string id) => HiddenMarker.Of(id, "plan");

    /// <summary>Whether a comment holds a plan: of one one-shot, or of whichever.</summary>
    /// <param name="body">The comment's text.</param>
    /// <param name="marker">The one-shot's marker; <see langword="null"/> for any.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public static bool IsIn(string body, string? marker)
    {
        ArgumentNullException.ThrowIfNull(body);
        return marker is null ? AnyPlan().IsMatch(body) : body.StartsWith(marker, StringComparison.Ordinal);
    }

    /// <summary>Reads the plan out of an issue's body; a body that a person wrote is the plan itself.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The plan.</returns>
    public static Plan Read(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var start = body.IndexOf(Opening, StringComparison.Ordinal);
        return Plan.Read(
            System.Text.Encoding.UTF8.GetBytes(SafeText.Active(start < 0 ? body : body[(start + Opening.Length)..]))
        );
    }

    [GeneratedRegex(
        @"\A<!-- oneshot [a-z0-9]{6} plan -->\r?\n<!-- plan begins -->",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex AnyPlan();
}
