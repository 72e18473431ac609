using Cake.Core;
using Cake.Core.Annotations;

namespace OneShot.Cake;

/// <summary>
/// Dispatches a coding agent from a script: a sentence becomes a pull request that an agent planned and implemented.
/// </summary>
/// <remarks>
/// The script's command line wins over settings from code, and those
/// over <c>ONESHOT_*</c> variables: <c>dotnet cake --prompt="…"</c>, or
/// <c>--oneshot-prompt</c> where the script uses the short name for something
/// else. An error ends the task with its <c>OS####</c> code and the next step.
/// </remarks>
[CakeAliasCategory("OneShot")]
[CakeNamespaceImport("OneShot")]
public static class OneShotAliases
{
    /// <summary>Dispatches what the script's command line and <c>ONESHOT_*</c> variables ask for.</summary>
    /// <param name="context">The script.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="OneShotException">It failed.</exception>
    /// <example><code>Task("Ask").Does(() =&gt; DispatchOneShot());</code></example>
    [CakeMethodAlias]
    public static DispatchReceipt DispatchOneShot(this ICakeContext context) =>
        context.DispatchOneShot(new OneShotSettings());

    /// <summary>Dispatches a prompt.</summary>
    /// <param name="context">The script.</param>
    /// <param name="prompt">What should be done; at most 128 KiB.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="OneShotException">It failed.</exception>
    /// <example><code>Task("Ask").Does(() =&gt; DispatchOneShot("Add a --verbose flag"));</code></example>
    [CakeMethodAlias]
    public static DispatchReceipt DispatchOneShot(this ICakeContext context, string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return context.DispatchOneShot(new OneShotSettings { Prompt = prompt });
    }

    /// <summary>
    /// Dispatches: prompt, branch, draft pull request, workflow. A run of
    /// this machine is followed to its end unless <c>Detach</c> is set.
    /// </summary>
    /// <param name="context">The script.</param>
    /// <param name="settings">What is asked.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="OneShotException">It failed; where something was made,
    /// the error says how to finish it and how to remove it.</exception>
    /// <example><code>
    /// var receipt = DispatchOneShot(new OneShotSettings { Prompt = "Add a --verbose flag", Agent = "claude" });
    /// Information(receipt.PrUrl);
    /// </code></example>
    [CakeMethodAlias]
    public static DispatchReceipt DispatchOneShot(this ICakeContext context, OneShotSettings settings) =>
        ScriptCall.Dispatch(context, settings);

    /// <summary>Tells exactly what a dispatch would do, and makes nothing.</summary>
    /// <param name="context">The script.</param>
    /// <param name="settings">What would be asked.</param>
    /// <returns>The names, every call that would change something, and what would stop the dispatch.</returns>
    /// <exception cref="OneShotException">The settings contradict each other, or there is no repository.</exception>
    [CakeMethodAlias]
    public static PreviewReceipt PreviewOneShot(this ICakeContext context, OneShotSettings settings) =>
        ScriptCall.Make(context, (client, token) => client.PreviewAsync(settings, token), dispatches: true);

    /// <summary>Finishes a one-shot that was interrupted.</summary>
    /// <param name="context">The script.</param>
    /// <param name="id">Its distinct id.</param>
    /// <returns>What is there now.</returns>
    /// <exception cref="OneShotException">OS2019: there is no such one-shot; or what a dispatch fails with.</exception>
    [CakeMethodAlias]
    public static DispatchReceipt ResumeOneShot(this ICakeContext context, string id) =>
        ScriptCall.Make(context, (client, token) => client.ResumeAsync(id, null, token));

    /// <summary>
    /// Removes a one-shot: cancels the run, closes the pull request, deletes the branch if nobody has moved it.
    /// </summary>
    /// <param name="context">The script.</param>
    /// <param name="id">Its distinct id.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="OneShotException">OS2019: there is no such one-shot; or somebody has built on it.</exception>
    [CakeMethodAlias]
    public static UndoReceipt UndoOneShot(this ICakeContext context, string id) =>
        ScriptCall.Make(context, (client, token) => client.UndoAsync(id, null, token));

    /// <summary>Tells where this repository's one-shots are, the newest first, at most 20.</summary>
    /// <param name="context">The script.</param>
    /// <returns>The one-shots.</returns>
    [CakeMethodAlias]
    public static IReadOnlyList<OneShotState> OneShotStatus(this ICakeContext context) =>
        ScriptCall.Run(context, (client, token) => client.StatusAsync(token));

    /// <summary>Tells where a one-shot is.</summary>
    /// <param name="context">The script.</param>
    /// <param name="id">Its distinct id.</param>
    /// <returns>Its state.</returns>
    /// <exception cref="OneShotException">OS2019: there is no such one-shot.</exception>
    [CakeMethodAlias]
    public static OneShotState OneShotStatus(this ICakeContext context, string id) =>
        ScriptCall.Run(context, (client, token) => client.StatusAsync(id, token));

    /// <summary>
    /// Follows a one-shot until there is nothing more to wait for, at most 2 hours; each change is a line in the log.
    /// </summary>
    /// <param name="context">The script.</param>
    /// <param name="id">Its distinct id.</param>
    /// <returns>Its last state, also when the run failed.</returns>
    /// <exception cref="OneShotException">OS2019: there is no such one-shot; OS7004: it took longer.</exception>
    [CakeMethodAlias]
    public static OneShotState WatchOneShot(this ICakeContext context, string id) =>
        ScriptCall.Run(
            context,
            async (client, token) =>
            {
                OneShotState? last = null;
                await foreach (var state in client.WatchAsync(id, cancellationToken: token).ConfigureAwait(false))
                    ScriptReporter.Tell(context, $"{state.Id}: {(last = state).State}");
                return last!;
            }
        );
}
