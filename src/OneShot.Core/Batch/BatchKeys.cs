namespace OneShot.Core.Batch;

/// <summary>
/// The one table of the keys that an entry of a file of prompts may hold. The schema is made from it.
/// </summary>
internal static class BatchKeys
{
    /// <summary>The key of the prompt's own text.</summary>
    public const string Prompt = "prompt";

    /// <summary>The key of a file that holds the prompt.</summary>
    public const string PromptFile = "prompt-file";

    /// <summary>The key of an issue's number, the only one that takes a number.</summary>
    public const string PlanIssue = "plan-issue";

    /// <summary>The keys, in the order of the page; each is the argument of that name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [Prompt, PromptFile, "slug", "model", "agent", "base", PlanIssue];

    /// <summary>The key as the table has it: <c>plan_issue</c> is <c>plan-issue</c>.</summary>
    /// <param name="key">The key, as written.</param>
    /// <returns>Its name; it may be in the table or not.</returns>
    public static string NameOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Replace('_', '-');
    }

    /// <summary>Whether a number is meant behind a key.</summary>
    /// <param name="key">The key, as written.</param>
    /// <returns><see langword="true"/> for an issue's number.</returns>
    public static bool TakesNumber(string key) => NameOf(key) == PlanIssue;
}
