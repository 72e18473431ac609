using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Doctor;

/// <summary>What the forge told, each answer by itself.</summary>
internal sealed record ForgeLook(
    Told<RepositoryFacts> Repository,
    Told<string?> PullRequests,
    Told<string?> Actions,
    Told<string?> Workflow,
    Told<ActionsFacts> Settings,
    Told<bool> MayOpen,
    Told<SecretNames> Secrets,
    Told<IReadOnlyDictionary<string, string>> Variables,
    Told<IReadOnlyList<BranchRule>> Rules
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
        var repository = await Told.ByAsync(() => facts.RepositoryAsync(cancellationToken)).ConfigureAwait(false);
        if (repository.Failure is { } failure)
            return Skipped(repository, WhyOf(failure));
        var pulls = Told.ByAsync(() => facts.MissingRightAsync(TokenArea.PullRequests, cancellationToken));
        var actions = Told.ByAsync(() => facts.MissingRightAsync(TokenArea.Actions, cancellationToken));
        var state = Told.ByAsync(() => facts.WorkflowStateAsync(workflow, cancellationToken));
        var settings = Told.ByAsync(() => facts.ActionsAsync(cancellationToken));
        var open = Told.ByAsync(() => facts.MayOpenPullRequestsAsync(cancellationToken));
        var secrets = Told.ByAsync(() => facts.SecretsAsync(cancellationToken));
        var variables = Told.ByAsync(() => facts.VariablesAsync(cancellationToken));
        var rules = Told.ByAsync(() => facts.RulesAsync(branch, cancellationToken));
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
    public static ForgeLook Skipped(Told<RepositoryFacts> repository, string why) =>
        new(
            repository,
            Told.Skip<string?>(why),
            Told.Skip<string?>(why),
            Told.Skip<string?>(why),
            Told.Skip<ActionsFacts>(why),
            Told.Skip<bool>(why),
            Told.Skip<SecretNames>(why),
            Told.Skip<IReadOnlyDictionary<string, string>>(why),
            Told.Skip<IReadOnlyList<BranchRule>>(why)
        );

    private static string WhyOf(OneShotException failure) =>
        failure.Error switch
        {
            { Exit: ExitCode.TimedOut } => "the server does not answer",
            { Code: ErrorCode.ForgeUnreachable } => "the server can't be reached",
            { Code: ErrorCode.TokenRefused } => "the token is not accepted",
            { Code: ErrorCode.NotFound } => "the token does not see the repository",
            _ => "the server does not tell the repository",
        };
}
