using Cake.Common.Build;
using Cake.Core;
using OneShot.Core.Model;

namespace OneShot.Frosting.Running;

/// <summary>Whether a failing build is one whose failures want a one-shot.</summary>
internal static class FailedBuild
{
    /// <summary>The reason on a developer's machine.</summary>
    public const string NoServer = "this is no CI build";

    /// <summary>Where systems tell the branch that they build.</summary>
    private static readonly string[] Branches =
    [
        "GITHUB_HEAD_REF",
        "GITHUB_REF_NAME",
        "BUILD_SOURCEBRANCHNAME",
        "CI_COMMIT_REF_NAME",
        "BRANCH_NAME",
    ];

    /// <summary>Says why not.</summary>
    /// <param name="context">The build.</param>
    /// <param name="when"><c>auto</c>, <c>always</c> or <c>never</c>; <see langword="null"/> is <c>auto</c>.</param>
    /// <returns>The reason; <see langword="null"/> when it does.</returns>
    public static string? Obstacle(ICakeContext context, string? when)
    {
        string? Variable(string name) => context.Environment.GetEnvironmentVariable(name);
        if (when is "never")
            return "--on-failure=never";

        // An agent that lets the tests run, and the build of what it
        // made: a one-shot for that would make the next one, without end.
        if (Variable("ONESHOT_SESSION") is { Length: > 0 })
            return "this is an agent's session";
        if (Branches.Select(Variable).FirstOrDefault(BranchName.IsOne) is { } own)
            return $"{own} is a one-shot's own branch";
        if (when is "always")
            return null;

        // Its failures belong to its author, a fork's build may not dispatch,
        // and trunk, where a one-shot starts, does not hold its changes.
        var system = context.BuildSystem();
        var isOfGitHub =
            Variable("GITHUB_REF")?.StartsWith(RefName.Pulls, StringComparison.Ordinal) == true
            || Variable("GITHUB_EVENT_NAME") is { } name
                && (name.StartsWith("pull_request", StringComparison.Ordinal) || name == "merge_group");
        if (system.IsPullRequest || isOfGitHub)
            return "this is the build of a pull request";

        // Whoever works on something sees tests fail all day.
        var isServer = !system.IsLocalBuild || Variable("CI") is { Length: > 0 } and not "false";
        return isServer ? null : NoServer;
    }
}
