namespace OneShot.Core.Dispatch;

/// <summary>Whether a workflow hands the registered plan's hash on; one from an earlier OneShotInit does not.</summary>
internal static class PlanHashRules
{
    /// <summary>The workflow that implements.</summary>
    public const string Called = "plan-implement.yml";

    private const string Output = "plan_sha256";
    private const string Variable = "ONESHOT_PLAN_SHA256";
    private const string Task = "PrepareImplementation";
    private const string Action = "/.github/actions/oneshot";

    /// <summary>Whether a workflow calls <see cref="Called"/>, so that what is said counts in both.</summary>
    /// <param name="text">Its text.</param>
    public static bool Calls(string text) => text.Contains("/" + Called, StringComparison.Ordinal);

    /// <summary>What a workflow lacks, one sentence.</summary>
    /// <param name="file">The workflow's file name.</param>
    /// <param name="text">Its text; <see langword="null"/> when it can't be read.</param>
    /// <param name="called">The text of <see cref="Called"/>, which counts where the workflow calls it.</param>
    /// <returns>The sentence; <see langword="null"/> when nothing is lacking, or nobody knows.</returns>
    public static string? LackOf(string file, string? text, string? called)
    {
        var calls = text is not null && Calls(text);
        if (text is null || !(calls || text.Contains(Task, StringComparison.Ordinal)))
            return null;
        var lacking = new List<string>();
        if (!text.Contains(calls ? Output : Variable, StringComparison.Ordinal))
            lacking.Add(file);
        if (calls && called?.Contains(Variable, StringComparison.Ordinal) == false)
            lacking.Add(Called);
        return lacking.Count == 0
            ? null
            : $"{string.Join(" and ", lacking)} {(lacking.Count == 1 ? "does" : "do")} "
                + "not hand the plan's hash on, so an edit of the plan before it is implemented is not noticed.";
    }

    /// <summary>What to do about it.</summary>
    /// <param name="text">The workflow.</param>
    /// <returns>The next command, without an end.</returns>
    public static string FixOf(string text) =>
        text.Contains(Action, StringComparison.Ordinal)
            ? $"{OneShotError.CommandPlaceholder} --target=OneShotInit writes it again and keeps what you changed, "
                + "showing the difference; then commit it to trunk"
            : $"Give RegisterPlan's outputs {Output} and plan_comment_id to {Task}, as {Variable} and "
                + $"ONESHOT_PLAN_COMMENT";
}
