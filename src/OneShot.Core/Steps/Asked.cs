using OneShot.Core.Agents;
using OneShot.Core.Journals;
using OneShot.Core.Prompts;
using OneShot.Core.Settings;

namespace OneShot.Core.Steps;

/// <summary>What <c>ValidatePrompt</c> found good: the prompt, and who shall work on it.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Model">The model; <see langword="null"/> leaves it to the agent.</param>
internal sealed record Asked(Prompt Prompt, string Agent, string? Model)
{
    public static async Task<Asked> ReadAsync(SessionPorts ports, OneShotSettings settings, CancellationToken cancellationToken)
    {
        var agent = AgentName.Parse(settings.Agent);
        var model = ModelName.Parse(settings.Model, agent);
        var prompt = await new PromptReader(ports.Input, ports.CallerFolder).ReadAsync(settings, cancellationToken).ConfigureAwait(false);
        return new Asked(prompt, agent, model);
    }

    public static Asked From(Journal journal)
        => new(PromptRules.FromText(journal.Prompt, PromptSource.Journal, "the journal"), journal.Agent, journal.Model);
}
