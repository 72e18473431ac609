using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Where an agent's work lies when it is not delivered, and what looks into it. No
/// command of these makes a ref, changes the work tree or runs anything of the
/// agent's; one that git would unpack without measure is only looked at from outside.
/// </summary>
internal static class KeptBundle
{
    /// <summary>The branch in the bundle.</summary>
    public const string Tip = RefName.Heads + "collected";

    /// <summary>What the workflow's implementer leaves for the next job.</summary>
    public const string Artifact = "oneshot-implementation";

    /// <summary>The commands that look into a bundle, to be typed in the repository one after the other.</summary>
    /// <param name="path">The bundle.</param>
    /// <param name="mayUnpack">Whether git may unpack it.</param>
    /// <returns>The commands.</returns>
    public static IReadOnlyList<string> Commands(string path, bool mayUnpack) =>
        mayUnpack
            ?
            [
                $"git fetch --no-tags --no-recurse-submodules {ShellWord.OfPath(path)} {Tip}",
                "git log -p FETCH_HEAD --not --all",
            ]
            : [$"git bundle verify {ShellWord.OfPath(path)}"];

    /// <summary>The error, with the place and the commands as what to do next.</summary>
    /// <param name="refused">Why nothing is delivered.</param>
    /// <param name="words">The forge's words.</param>
    /// <param name="run">The run.</param>
    /// <param name="bundle">The bundle, as this machine names it.</param>
    /// <param name="mayUnpack">Whether git may unpack it.</param>
    /// <returns>A new exception.</returns>
    public static OneShotException Named(
        OneShotException refused,
        IForgeWords words,
        RunReference run,
        string bundle,
        bool mayUnpack
    )
    {
        ArgumentNullException.ThrowIfNull(refused);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(run);
        var folder = "oneshot-" + run.Id;
        var next = words.Download(run, Artifact, folder) is { } download
            ? Fetched(download, folder, mayUnpack)
            : Here(words.AfterKept(run), bundle, mayUnpack);
        return new OneShotException(refused.Error with { Next = "The branch is as it was. " + next }, refused);
    }

    private static string Fetched(string download, string folder, bool mayUnpack)
    {
        var commands = Listed([download, .. Commands($"{folder}/{PlanFiles.Bundle}", mayUnpack)]);
        return $"The artifact {Artifact} of the run holds what was made; to look into it: {commands}.";
    }

    private static string Here(string? again, string bundle, bool mayUnpack)
    {
        var look = $"What was made is kept in {bundle}; to look into it: {Listed(Commands(bundle, mayUnpack))}.";
        return again is null ? look : $"{look} {again}";
    }

    private static string Listed(IEnumerable<string> commands) =>
        string.Join(", then ", commands.Select(command => $"`{command}`"));
}
