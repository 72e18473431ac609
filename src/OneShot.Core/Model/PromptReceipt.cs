namespace OneShot.Core.Model;

/// <summary>What <c>ValidatePrompt</c> answers by itself: what would be dispatched, for whom.</summary>
/// <param name="PromptSha256">SHA-256 of the prompt's bytes.</param>
/// <param name="Model">The model; <see langword="null"/> leaves it to the agent.</param>
/// <param name="Agent">The agent.</param>
internal sealed record PromptReceipt(string PromptSha256, string? Model, string Agent) : Receipt;
