using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>What <c>ValidatePrompt</c> found good: the prompt, and who shall work on it.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Model">The model; <see langword="null"/> leaves it to the agent.</param>
internal sealed record ValidatedPrompt(Prompt Prompt, string Agent, string? Model)
{
    /// <summary>The idempotency key that the prompt brings with it; one that is given wins.</summary>
    public string? Key { get; private init; }

    public static async Task<ValidatedPrompt> ReadAsync(
        VerbPorts ports,
        DispatchRequest request,
        CancellationToken cancellationToken
    )
    {
        var agent = AgentName.Parse(request.Agent);
        var model = ModelName.Parse(request.Model, agent == AgentName.Auto ? AgentName.Default : agent);
        var reader = new PromptReader(ports.Input, ports.CallerFolder);
        if (request.Prompt.Failures is not { Count: > 0 } sources)
            return new ValidatedPrompt(
                await reader.ReadAsync(request.Prompt, cancellationToken).ConfigureAwait(false),
                agent,
                model
            );

        var own = request.Prompt.HasOwn
            ? await reader.ReadAsync(request.Prompt, cancellationToken).ConfigureAwait(false)
            : null;
        var (prompt, key) = await new FailurePrompt(ports, request.Forge.RemoteName, request.Prompt.AllowDirty)
            .ReadAsync(sources, own, cancellationToken)
            .ConfigureAwait(false);
        return new ValidatedPrompt(prompt, agent, model) { Key = key };
    }

    /// <summary>Settles who works on it: in a workflow the default; here nobody is started unasked.</summary>
    /// <exception cref="OneShotException">OS2025, OS2026, OS3028 or OS3032.</exception>
    public async Task<ValidatedPrompt> SettledAsync(
        VerbPorts ports,
        OneShotLocation site,
        DispatchRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!site.Forge.Traits.AgentsAreHere)
            return Agent == AgentName.Auto ? this with { Agent = AgentName.Default } : this;
        var agent = Agent != AgentName.Auto ? Agent : await ChosenAsync(ports, cancellationToken).ConfigureAwait(false);
        ports.Agents.Check(agent, request.Terms.AgentCommand);
        return this with { Agent = agent, Model = ModelName.Parse(request.Model, agent) };
    }

    private static async Task<string> ChosenAsync(VerbPorts ports, CancellationToken cancellationToken)
    {
        var installed = ports.Agents.Installed;
        return
            ports.Input.IsTerminal
            && await ports
                .Input.ChooseAsync(
                    "Which agent shall plan and implement?",
                    [.. installed.Select(agent => new InputChoice(agent, NoteOn(agent)))],
                    cancellationToken
                )
                .ConfigureAwait(false)
                is { } chosen
            ? chosen
            : throw AgentName.ToChoose(installed);
    }

    private static string NoteOn(string agent) =>
        agent == AgentName.Rehearsal ? "no model, costs nothing" : "two sessions of a model, which cost money";

    public static ValidatedPrompt From(Journal journal) =>
        new(PromptRules.FromText(journal.Prompt, PromptSource.Journal, "the journal"), journal.Agent, journal.Model);
}
