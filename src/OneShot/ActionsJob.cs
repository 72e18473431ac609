namespace OneShot;

/// <summary>What Actions tells a workflow's job by variables.</summary>
internal static class ActionsJob
{
    /// <summary>The settings with what Actions tells every job; those of elsewhere as they are.</summary>
    public static OneShotSettings Tells(OneShotSettings settings, OneShotHost host)
    {
        if (!Is(host))
            return settings;
        settings = settings with { SubmittedBy = settings.SubmittedBy ?? ActorOf(host) };
        if (host.Variable("GITHUB_RUN_ID") is not { Length: > 0 } run)
            return settings;
        var page = $"{host.Variable("GITHUB_SERVER_URL")}/{host.Variable("GITHUB_REPOSITORY")}/actions/runs/{run}";
        return settings with { RunId = settings.RunId ?? run, RunUrl = settings.RunUrl ?? page };
    }

    /// <summary>Who started the run; <see langword="null"/> outside of one.</summary>
    public static string? ActorOf(OneShotHost host) => Is(host) ? host.Variable("GITHUB_ACTOR") : null;

    /// <summary>
    /// The commit that the job's run was started at, and the folders that have it: its workspace, or a folder of it
    /// beside the branch.
    /// </summary>
    public static (string Commit, IReadOnlyList<string> Folders)? RunOf(OneShotHost host) =>
        Is(host)
        && host.Variable("GITHUB_SHA") is { Length: >= 40 and <= 64 } commit
        && commit.All(char.IsAsciiHexDigit)
            ? (
                commit,
                host.Variable("GITHUB_WORKSPACE") is { Length: > 0 } workspace
                    ? [Path.Combine(workspace, "trunk"), workspace]
                    : []
            )
            : null;

    private static bool Is(OneShotHost host) => host.Variable("GITHUB_ACTIONS") == "true";
}
