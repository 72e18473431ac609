using System.Text.RegularExpressions;

namespace OneShot.Core.Jobs;

/// <summary>How to try a run again.</summary>
public static partial class RetryText
{
    /// <summary>Writes it.</summary>
    /// <param name="run">The run's page.</param>
    /// <returns>One sentence, with the command to type where the page is a GitHub's; <see langword="null"/> without a page.</returns>
    public static string? For(string? run)
    {
        if (run is null) return null;
        var page = Page().Match(run);
        var command = page.Success ? $": `gh run rerun {page.Groups["id"].Value} --failed --repo {page.Groups["repository"].Value}`" : ".";
        return $"To try again, re-run the failed jobs of the [run]({run}){command}";
    }

    [GeneratedRegex(@"\Ahttps?://(?<repository>[^/\s`]+/[\w.-]+/[\w.-]+)/actions/runs/(?<id>\d+)\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Page();
}
