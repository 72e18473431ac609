using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Where an agent's work lies when it is not delivered, and what looks into it. No command of these makes a ref, changes the
/// work tree or runs anything of the agent's; one that git would unpack without measure is only looked at from outside.
/// </summary>
internal static class KeptBundle
{
    /// <summary>The branch in the bundle.</summary>
    public const string Tip = "refs/heads/collected";

    /// <summary>What the workflow's implementer leaves for the next job.</summary>
    public const string Artifact = "oneshot-implementation";

    /// <summary>The commands that look into a bundle, to be typed in the repository one after the other.</summary>
    /// <param name="path">The bundle.</param>
    /// <param name="mayUnpack">Whether git may unpack it.</param>
    /// <returns>The commands.</returns>
    public static IReadOnlyList<string> Commands(string path, bool mayUnpack) => mayUnpack
        ? [$"git fetch --no-tags --no-recurse-submodules {Quoted(path)} {Tip}", "git log -p FETCH_HEAD --not --all"]
        : [$"git bundle verify {Quoted(path)}"];

    /// <summary>The failure, with the place and the commands as what to do next.</summary>
    /// <param name="refused">Why nothing is delivered.</param>
    /// <param name="facts">The one-shot.</param>
    /// <param name="bundle">The bundle, as this machine names it.</param>
    /// <param name="mayUnpack">Whether git may unpack it.</param>
    /// <returns>A new exception.</returns>
    public static OneShotException Named(OneShotException refused, OneShotFacts facts, string bundle, bool mayUnpack)
    {
        ArgumentNullException.ThrowIfNull(refused);
        ArgumentNullException.ThrowIfNull(facts);
        var next = RetryText.PageOf(facts.RunUrl) is { } page
            ? OfRun(page, facts, mayUnpack)
            : Here(facts, bundle, mayUnpack);
        return new OneShotException(refused.Error with { Next = "The branch is as it was. " + next }, refused);
    }

    private static string OfRun((string Id, string Repository) page, OneShotFacts facts, bool mayUnpack)
    {
        var folder = "oneshot-" + facts.Id;
        var download = $"gh run download {page.Id} --repo {page.Repository} --name {Artifact} --dir {folder}";
        var commands = Listed([download, .. Commands($"{folder}/{PlanFiles.Bundle}", mayUnpack)]);
        return $"The artifact {Artifact} of the run holds what was made; to look into it: {commands}.";
    }

    private static string Here(OneShotFacts facts, string bundle, bool mayUnpack)
    {
        var look = $"What was made is kept in {bundle}; to look into it: {Listed(Commands(bundle, mayUnpack))}.";
        return RetryText.IsHere(facts.RunUrl)
            ? $"{look} {RetryText.Resume(facts)} tells what another session may cost, and asks."
            : look;
    }

    private static string Listed(IEnumerable<string> commands)
        => string.Join(", then ", commands.Select(command => $"`{command}`"));

    private static string Quoted(string path)
        => OperatingSystem.IsWindows() && !ShellWord.IsPlain(path) ? $"\"{path}\"" : ShellWord.Of(path);
}
