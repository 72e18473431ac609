using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Doctor;

/// <summary>What the forge told, each answer by itself.</summary>
internal sealed record ForgeLook(
    Probe<RepositoryFacts> Repository,
    Probe<string?> PullRequests,
    Probe<string?> Actions,
    Probe<string?> Workflow,
    Probe<ActionsFacts> Settings,
    Probe<bool> MayOpen,
    Probe<SecretNames> Secrets,
    Probe<IReadOnlyDictionary<string, string>> Variables,
    Probe<IReadOnlyList<BranchRule>> Rules
)
{
    /// <summary>Asks: the repository first, and only who is let in there asks the rest, all at once.</summary>
    public static async Task<ForgeLook> AsyncOf(
        IForgeFacts facts,
        string workflow,
        string branch,
        CancellationToken cancellationToken
    )
    {
        var repository = await Probe.ByAsync(() => facts.RepositoryAsync(cancellationToken)).ConfigureAwait(false);
        if (repository.Failure is { } exception)
            return Skipped(repository, WhyOf(exception));
        var pulls = Probe.ByAsync(() => facts.MissingRightAsync(TokenArea.PullRequests, cancellationToken));
        var actions = Probe.ByAsync(() => facts.MissingRightAsync(TokenArea.Actions, cancellationToken));
        var state = Probe.ByAsync(() => facts.WorkflowStateAsync(workflow, cancellationToken));
        var settings = Probe.ByAsync(() => facts.ActionsAsync(cancellationToken));
        var open = Probe.ByAsync(() => facts.MayOpenPullRequestsAsync(cancellationToken));
        var secrets = Probe.ByAsync(() => facts.SecretsAsync(cancellationToken));
        var variables = Probe.ByAsync(() => facts.VariablesAsync(cancellationToken));
        var rules = Probe.ByAsync(() => facts.RulesAsync(branch, cancellationToken));
        return new ForgeLook(
            repository,
            await pulls.ConfigureAwait(false),
            await actions.ConfigureAwait(false),
            await state.ConfigureAwait(false),
            await settings.ConfigureAwait(false),
            await open.ConfigureAwait(false),
            await secrets.ConfigureAwait(false),
            await variables.ConfigureAwait(false),
            await rules.ConfigureAwait(false)
        );
    }

    /// <summary>Nobody was asked.</summary>
    public static ForgeLook Skipped(Probe<RepositoryFacts> repository, string why) =>
        new(
            repository,
            Probe.Skip<string?>(why),
            Probe.Skip<string?>(why),
            Probe.Skip<string?>(why),
            Probe.Skip<ActionsFacts>(why),
            Probe.Skip<bool>(why),
            Probe.Skip<SecretNames>(why),
            Probe.Skip<IReadOnlyDictionary<string, string>>(why),
            Probe.Skip<IReadOnlyList<BranchRule>>(why)
        );

    private static string WhyOf(OneShotException exception) =>
        exception.Error switch
        {
            { Exit: ExitCode.TimedOut } => "the server does not answer",
            { Code: CaughtCode.ForgeUnreachable } => "the server can't be reached",
            { Code: CaughtCode.TokenRefused } => "the token is not accepted",
            { Code: CaughtCode.NotFound } => "the token does not see the repository",
            _ => "the server does not show the repository",
        };
}
