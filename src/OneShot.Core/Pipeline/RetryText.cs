using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Core.Pipeline;

/// <summary>How to try a run again.</summary>
internal static partial class RetryText
{
    /// <summary>Writes it.</summary>
    /// <param name="facts">The one-shot.</param>
    /// <returns>One sentence, with the command to type where it is known; <see langword="null"/> where nobody told the run's page.</returns>
    public static string? For(OneShotFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.RunUrl is not { } run) return null;
        if (IsHere(run)) return $"To try again: `{Typed(facts)}`";
        var command = PageOf(run) is { } page ? $": `gh run rerun {page.Id} --failed --repo {page.Repository}`" : ".";
        return $"To try again, re-run the failed jobs of the [run]({run}){command}";
    }

    /// <summary>Writes it for a delivery that failed: after a refusal this job would judge the same once more.</summary>
    /// <param name="failure">What it failed with.</param>
    /// <param name="facts">The one-shot.</param>
    /// <returns>The words; <see langword="null"/> where nobody told the run's page, or the failure says them itself.</returns>
    public static string? OfDelivering(OneShotException failure, OneShotFacts facts)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentNullException.ThrowIfNull(facts);
        if (failure.Error.Code != "OS6014") return For(facts);
        if (facts.RunUrl is not { } run || IsHere(run)) return null;
        var command = PageOf(run) is { } page ? $": `gh run rerun {page.Id} --repo {page.Repository}`" : ".";
        return "Re-running the failed jobs would refuse the same again. To have it planned and implemented anew, "
            + $"which may cost as much again, re-run all jobs of the [run]({run}){command}";
    }

    /// <summary>Writes how the agent is started once more where a part of its work was taken out.</summary>
    /// <param name="facts">The one-shot.</param>
    /// <returns>One sentence; <see langword="null"/> where nobody told the run's page.</returns>
    public static string? TakenOut(OneShotFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (IsHere(facts.RunUrl))
            return $"`{Typed(facts)}` tells what another session may cost, and asks; the agent is told what was taken out.";
        return PageOf(facts.RunUrl) is null ? null : $"What was taken out is in the artifact `{KeptBundle.Artifact}` of the [run]({facts.RunUrl}). Re-running its job `start` has the agent work anew on what is delivered, told what was taken out, which may cost as much again.";
    }

    /// <summary>The command that takes a one-shot of this machine up.</summary>
    internal static string Resume(OneShotFacts facts) => NextCommand.Resume(facts.Id, facts.Agent, "local");

    private static string Typed(OneShotFacts facts)
        => Resume(facts).Replace(OneShotError.CommandPlaceholder, facts.Command, StringComparison.Ordinal);

    /// <summary>Whether a run is one of this machine.</summary>
    internal static bool IsHere(string? run) => run?.StartsWith("file:", StringComparison.Ordinal) == true;

    /// <summary>A run's number and repository, where its page is a GitHub's.</summary>
    internal static (string Id, string Repository)? PageOf(string? run)
        => Page().Match(run ?? string.Empty) is { Success: true } page ? (page.Groups["id"].Value, page.Groups["repository"].Value) : null;

    [GeneratedRegex(@"\Ahttps?://(?<repository>[^/\s`]+/[\w.-]+/[\w.-]+)/actions/runs/(?<id>\d+)\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Page();
}
