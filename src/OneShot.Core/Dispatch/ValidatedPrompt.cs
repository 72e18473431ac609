using OneShot.Core.Errors;
using OneShot.Core.Failures;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Dispatch;

/// <summary>What <c>ValidatePrompt</c> found good: the prompt, and who shall work on it.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Model">The model; <see langword="null"/> leaves it to the agent.</param>
internal sealed record ValidatedPrompt(Prompt Prompt, string Agent, string? Model)
{
    /// <summary>The idempotency key that the prompt brings with it; one that is given wins.</summary>
    public string? Key { get; private init; }

    /// <summary>Whether there is anything to read a prompt from without a person.</summary>
    public static bool HasSource(OneShotSettings settings) =>
        settings.Prompt is not null || settings.PromptFile is not null || FailureSource.Of(settings).Count > 0;

    public static async Task<ValidatedPrompt> ReadAsync(
        SessionPorts ports,
        OneShotSettings settings,
        CancellationToken cancellationToken
    )
    {
        var agent = AgentName.Parse(settings.Agent);
        var model = ModelName.Parse(settings.Model, agent == AgentName.Auto ? AgentName.Default : agent);
        var reader = new PromptReader(ports.Input, ports.CallerFolder);
        if (FailureSource.Of(settings) is not { Count: > 0 } sources)
            return new ValidatedPrompt(await reader.ReadAsync(settings, cancellationToken).ConfigureAwait(false), agent, model);

        var own =
            settings.Prompt is null && settings.PromptFile is null
                ? null
                : await reader.ReadAsync(settings, cancellationToken).ConfigureAwait(false);
        var (prompt, key) = await new FailurePrompt(ports, settings)
            .ReadAsync(sources, own, cancellationToken)
            .ConfigureAwait(false);
        return new ValidatedPrompt(prompt, agent, model) { Key = key };
    }

    /// <summary>Settles who works on it: in a workflow the default; here nobody is started unasked.</summary>
    /// <exception cref="OneShotException">OS2025, OS2026 or OS3028.</exception>
    public async Task<ValidatedPrompt> SettledAsync(
        SessionPorts ports,
        OneShotLocation site,
        OneShotSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (!site.Forge.Traits.AgentsAreHere)
            return Agent == AgentName.Auto ? this with { Agent = AgentName.Default } : this;
        var agent = Agent != AgentName.Auto ? Agent : await ChosenAsync(ports, cancellationToken).ConfigureAwait(false);
        ports.Agents.Check(agent, settings.AgentCommand);
        return this with { Agent = agent, Model = ModelName.Parse(settings.Model, agent) };
    }

    private static async Task<string> ChosenAsync(SessionPorts ports, CancellationToken cancellationToken)
    {
        var installed = ports.Agents.Installed;
        return
            ports.Input.IsTerminal
            && await ports
                .Input.ChooseAsync("Which agent shall plan and implement?", installed, cancellationToken)
                .ConfigureAwait(false)
                is { } chosen
            ? chosen
            : throw OneShotErrors.AgentToChoose(string.Join(", ", installed));
    }

    public static ValidatedPrompt From(Journal journal) =>
        new(PromptRules.FromText(journal.Prompt, PromptSource.Journal, "the journal"), journal.Agent, journal.Model);
}
