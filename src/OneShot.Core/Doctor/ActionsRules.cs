using OneShot.Core.Model;

namespace OneShot.Core.Doctor;

/// <summary>What a repository's settings of Actions mean for a one-shot.</summary>
internal static class ActionsRules
{
    public static Check Enabled(Probe<ActionsFacts> actions, string page) =>
        actions.Value switch
        {
            null => actions.ToCheck("actions"),
            { IsEnabled: false } => Check.Fail(
                "actions",
                "Actions are disabled in the repository, so no run would start.",
                $"{OneShotCommands.Fix}, or {page}/settings/actions"
            ),
            { Allowed: "local_only" } => Check.Fail(
                "actions",
                "Only actions of the repository's own owner are allowed, and the workflows use GitHub's, such as "
                    + "actions/checkout.",
                $"Allow those made by GitHub: {page}/settings/actions"
            ),
            { Allowed: "selected" } => Check.Warn(
                "actions",
                "Only selected actions are allowed; the workflows use GitHub's, such as actions/checkout.",
                $"Make sure that those made by GitHub are allowed: {page}/settings/actions"
            ),
            _ => Check.Pass("actions", "enabled"),
        };

    // A dispatch opens its pull request with its own token before the run;
    // only a run that is started on the Actions page opens it itself.
    public static Check PullRequests(Probe<bool> may, string page)
    {
        if (!may.IsKnown)
            return may.ToCheck("pull requests");
        return may.Value
            ? Check.Pass("pull requests", "Actions may create pull requests")
            : Check.Warn(
                "pull requests",
                "Actions may not create pull requests, so a run that is started on the Actions page instead of from "
                    + "here fails.",
                $"{OneShotCommands.Fix}, or tick it: {page}/settings/actions"
            );
    }
}
