using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Settings;

/// <summary>Which variables the repository's own file may hand to what verifies.</summary>
internal static partial class VerifySecretNames
{
    /// <summary>The form of a name: of a variable, and of a secret of GitHub's, which knows no small letters.</summary>
    public const string Pattern = "^[A-Z_][A-Z0-9_]{0,99}$";

    /// <summary>The most names.</summary>
    public const int Most = 20;

    /// <summary>In a workflow, the run's own token; it reads packages then.</summary>
    public const string BuiltInToken = "GITHUB_TOKEN";

    // What they let in is an agent, a pull request, or a run: no test needs that.
    private static readonly string[] Refused =
    [
        "GH_TOKEN",
        "GH_ENTERPRISE_TOKEN",
        "SYSTEM_ACCESSTOKEN",
        "CI_JOB_TOKEN",
        "GITLAB_TOKEN",
        .. AgentDescriptors.All.SelectMany(agent => agent.Variables),
    ];

    // Of OneShot and of the runner.
    private static readonly string[] Owned = ["ONESHOT_", "GITHUB_", "ACTIONS_", "RUNNER_"];

    // A session's own, or what a program obeys before the first line of it runs.
    private static readonly string[] Steering =
    [
        "PATH",
        "HOME",
        "USERPROFILE",
        "TMPDIR",
        "SHELL",
        "ENV",
        "BASH_ENV",
        "IFS",
        "CI",
        "NODE_OPTIONS",
    ];

    private static readonly string[] SteeringWords =
    [
        "LD_",
        "DYLD_",
        "DOTNET_",
        "CORECLR_",
        "COMPLUS_",
        "MSBUILD",
        "VSTEST",
        "GIT_",
        "XDG_",
    ];

    /// <summary>What keeps a name from being one.</summary>
    /// <param name="name">The name.</param>
    /// <returns>A sentence; <see langword="null"/> where nothing does.</returns>
    public static string? LackOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Form().IsMatch(name))
            return "A name has capital letters, digits and underscores, 100 at most, such as FEED_TOKEN.";
        if (name == BuiltInToken)
            return null;
        if (Owned.FirstOrDefault(word => name.StartsWith(word, StringComparison.Ordinal)) is { } owner)
            return $"Variables that begin with {owner} are not a repository's to hand on.";
        if (
            Steering.Contains(name, StringComparer.Ordinal)
            || SteeringWords.Any(word => name.StartsWith(word, StringComparison.Ordinal))
        )
            return "It steers programs, and is no secret.";
        return Refused.Contains(name, StringComparer.Ordinal)
            ? "No test needs what an agent or a forge is let in with."
            : null;
    }

    [GeneratedRegex(Pattern + @"(?!\n)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Form();
}
