namespace OneShot.Core.Dispatch;

/// <summary>A dispatch: its steps, in the one place that knows their order. Every face walks them from here.</summary>
internal static class DispatchCommand
{
    /// <inheritdoc cref="StepwiseVerb.ValidatePromptAsync"/>
    public static DispatchStep ValidatePrompt { get; } =
        new("ValidatePrompt", (verb, _, cancellationToken) => verb.ValidatePromptAsync(cancellationToken));

    /// <inheritdoc cref="StepwiseVerb.CreateBranchAsync"/>
    public static DispatchStep CreateOneShotBranch { get; } =
        new("CreateOneShotBranch", (verb, before, token) => verb.CreateBranchAsync(before, token));

    /// <inheritdoc cref="StepwiseVerb.OpenDraftPrAsync"/>
    public static DispatchStep OpenDraftPr { get; } =
        new("OpenDraftPr", (verb, _, cancellationToken) => verb.OpenDraftPrAsync(cancellationToken));

    /// <inheritdoc cref="StepwiseVerb.TriggerAsync"/>
    public static DispatchStep TriggerOneShot { get; } =
        new("TriggerOneShot", (verb, _, cancellationToken) => verb.TriggerAsync(cancellationToken));

    /// <summary>The steps in their order: each needs what the one before has made.</summary>
    public static IReadOnlyList<DispatchStep> Steps { get; } =
    [ValidatePrompt, CreateOneShotBranch, OpenDraftPr, TriggerOneShot];

    /// <summary>
    /// Runs a step, for a face that has a task for each of them: nothing where the verb has no such step.
    /// </summary>
    /// <param name="verb">What is done.</param>
    /// <param name="step">The step.</param>
    /// <param name="beforeCheckout">Called after everything is checked and before <c>--checkout</c> moves HEAD.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running step.</returns>
    /// <exception cref="OneShotException">It failed.</exception>
    public static Task StepAsync(
        IOneShotVerb verb,
        DispatchStep step,
        Action? beforeCheckout,
        CancellationToken cancellationToken
    ) =>
        verb is StepwiseVerb stepwise && verb.Steps.Contains(step)
            ? step.RunAsync(stepwise, beforeCheckout, cancellationToken)
            : Task.CompletedTask;

    /// <summary>
    /// Does a verb whole, for a face that has no tasks of its own: there is no later one to check out for.
    /// </summary>
    /// <param name="verb">What is done.</param>
    /// <param name="around">Is given each step with its work, and does that work.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OneShotException">A step failed; those after it were not begun.</exception>
    public static async Task RunAsync(
        IOneShotVerb verb,
        Func<DispatchStep, Func<Task>, Task> around,
        CancellationToken cancellationToken
    )
    {
        foreach (var step in verb.Steps)
            await around(step, () => StepAsync(verb, step, beforeCheckout: null, cancellationToken))
                .ConfigureAwait(false);
        await verb.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="RunAsync(IOneShotVerb, Func{DispatchStep, Func{Task}, Task}, CancellationToken)"/>
    public static Task RunAsync(IOneShotVerb verb, CancellationToken cancellationToken) =>
        RunAsync(verb, (_, work) => work(), cancellationToken);
}
