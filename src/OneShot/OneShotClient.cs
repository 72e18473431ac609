using System.Diagnostics;
using System.Runtime.CompilerServices;
using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot;

/// <summary>
/// One-shots from code, and what the faces stand on. Calls may run side by side; nothing is written to the console.
/// </summary>
/// <remarks>
/// What a setting leaves open is read from its <c>ONESHOT_*</c> variable. Every expected error is a
/// <see cref="OneShotException"/> with its code, its next step and, where something was made, the id that
/// <see cref="ResumeAsync"/> finishes. A cancelled call throws <see cref="OperationCanceledException"/>
/// with that exception inside. Traces: one activity for each call and
/// one for each step, of the source <see cref="ActivitySourceName"/>.
/// </remarks>
/// <param name="options">The program; everything has a default.</param>
public sealed class OneShotClient(OneShotClientOptions? options = null) : IDisposable
{
    /// <summary>The name of the source of traces.</summary>
    public const string ActivitySourceName = "OneShot";

    private readonly OneShotClientOptions _options = options ?? new();
    private readonly ActivitySource _activities = new(
        ActivitySourceName,
        typeof(OneShotClient).Assembly.GetName().Version!.ToString(3)
    );
    private bool _isDisposed;

    /// <summary>
    /// Dispatches: prompt, branch, draft pull request, workflow. A run of this machine
    /// is followed to its end unless <see cref="OneShotSettings.Detach"/> is set.
    /// </summary>
    /// <param name="settings">What is asked; left as it is.</param>
    /// <param name="cancellationToken">Stops it; what was made stays, and the error says how to finish it.</param>
    /// <returns>What was made; where a preview is asked for, a <see cref="PreviewReceipt"/>.</returns>
    /// <exception cref="OneShotException">It failed; <see cref="OneShotError.Exit"/> says of what kind.</exception>
    public async Task<DispatchReceipt> DispatchAsync(
        OneShotSettings settings,
        CancellationToken cancellationToken = default
    ) => (await MakeAsync(settings, cancellationToken).ConfigureAwait(false)).Dispatched;

    /// <summary>Tells exactly what a dispatch would do, and makes nothing.</summary>
    /// <param name="settings">What would be asked; left as it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The names, every call that would change something, and what would stop the dispatch.</returns>
    /// <exception cref="OneShotException">The settings contradict each other, or there is no repository.</exception>
    public async Task<PreviewReceipt> PreviewAsync(
        OneShotSettings settings,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        var (_, dispatched) = await WholeAsync(
                "preview",
                settings with
                {
                    Preview = true,
                },
                cancellationToken,
                "preview"
            )
            .ConfigureAwait(false);
        return (PreviewReceipt)dispatched;
    }

    /// <summary>Finishes a one-shot that was interrupted; one that is finished stays as it is.</summary>
    /// <param name="id">Its distinct id.</param>
    /// <param name="settings">How: limits, and whether it is followed. What is asked is settled.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What is there now.</returns>
    /// <exception cref="OneShotException">OS2019: there is no such one-shot; or what a dispatch fails with.</exception>
    public async Task<DispatchReceipt> ResumeAsync(
        string id,
        OneShotSettings? settings = null,
        CancellationToken cancellationToken = default
    )
    {
        var asked = (settings ?? new()) with { Resume = Known(id), Undo = null };
        return (
            await WholeAsync("resume", asked, cancellationToken, "resume", "undo").ConfigureAwait(false)
        ).Dispatched;
    }

    /// <summary>
    /// Removes a one-shot: cancels the run, closes the pull request, deletes the branch if nobody has moved it.
    /// </summary>
    /// <param name="id">Its distinct id.</param>
    /// <param name="settings">How: limits.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="OneShotException">OS2019: there is no such one-shot; or somebody has built on it.</exception>
    public async Task<UndoReceipt> UndoAsync(
        string id,
        OneShotSettings? settings = null,
        CancellationToken cancellationToken = default
    )
    {
        var asked = (settings ?? new()) with { Undo = Known(id) };
        var (told, _) = await WholeAsync("undo", asked, cancellationToken, "resume", "undo").ConfigureAwait(false);
        return (UndoReceipt)told;
    }

    /// <summary>Tells where this repository's one-shots are, the newest first, at most 20.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The one-shots; of one whose forge can't be asked the state is <c>unknown</c>.</returns>
    public async Task<IReadOnlyList<OneShotState>> StatusAsync(CancellationToken cancellationToken = default) =>
        await StatesAsync(new(), cancellationToken).ConfigureAwait(false);

    /// <summary>Tells where this repository's one-shots are, the newest first.</summary>
    /// <param name="limit">The most of them, 1 to 1000.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The one-shots; of one whose forge can't be asked the state is <c>unknown</c>.</returns>
    /// <exception cref="OneShotException">OS2014: the limit is none.</exception>
    public async Task<IReadOnlyList<OneShotState>> StatusAsync(
        int limit,
        CancellationToken cancellationToken = default
    ) => await StatesAsync(new() { Limit = limit }, cancellationToken).ConfigureAwait(false);

    /// <summary>Tells where a one-shot is.</summary>
    /// <param name="id">Its distinct id.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Its state.</returns>
    /// <exception cref="OneShotException">OS2014: it is no id; OS2019: there is no such one-shot.</exception>
    public async Task<OneShotState> StatusAsync(string id, CancellationToken cancellationToken = default) =>
        (await StatesAsync(new() { DistinctId = Known(id) }, cancellationToken).ConfigureAwait(false)).Single();

    /// <summary>
    /// Follows a one-shot: its state now, and each time it changes, until there is nothing more to wait for.
    /// </summary>
    /// <param name="id">Its distinct id.</param>
    /// <param name="limit">How long; <c>ONESHOT_WATCH_MINUTES</c> or 2 hours if
    /// not given, and <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="cancellationToken">Stops following; the run goes on.</param>
    /// <returns>The states. How the run ended is the last one's, also when it failed; one that
    /// was never started ends at once, see <see cref="OneShotState.CanResume"/>.</returns>
    /// <exception cref="OneShotException">OS2014: it is no id; OS2019: there is no such one-shot; OS7004: the limit is
    /// over.</exception>
    public async IAsyncEnumerable<OneShotState> WatchAsync(
        string id,
        TimeSpan? limit = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var call = Begin("watch");
        var begun = _options.Clock.GetUtcNow();
        OneShotState? last = null;
        for (
            var pause = TimeSpan.FromSeconds(1);
            ;
            pause = TimeSpan.FromSeconds(Math.Min(pause.TotalSeconds * 1.3, 15))
        )
        {
            var state = await StatusAsync(id, cancellationToken).ConfigureAwait(false);
            if (state != last)
                yield return last = state;
            if (!state.IsUnderWay)
                yield break;
            var most = limit ?? TimeSpan.FromMinutes(call.Read(new()).WatchMinutes ?? 120);
            if (most != Timeout.InfiniteTimeSpan && _options.Clock.GetUtcNow() - begun >= most)
                throw call.Failed(
                    OneShotErrors.WatchTimedOut(state.RunUrl ?? state.Id, DurationText.Whole(most)),
                    null,
                    cancellationToken
                );
            await call.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Dispatches, or what else the face's command line asks for: a preview, resuming, undoing. What it told, and the
    /// one-shot that it is about.
    /// </summary>
    internal Task<(Receipt Told, DispatchReceipt Dispatched)> MakeAsync(
        OneShotSettings settings,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        return WholeAsync("dispatch", settings, cancellationToken);
    }

    /// <summary>Writes the page of a one-shot of this machine anew: the newest's, where none is named.</summary>
    internal async Task<ReportReceipt> ReportAsync(OneShotSettings settings, CancellationToken cancellationToken)
    {
        using var call = Begin("report");
        return await call.RunAsync(
                () => call.Read(settings) with { Result = null },
                (asked, host) => OneShotVerbs.CreateReport(asked, host, before: null),
                (verb, token) => verb.RunAsync(token),
                verb => verb.Written!,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Tells where one-shots are.</summary>
    internal async Task<IReadOnlyList<OneShotState>> StatesAsync(
        OneShotSettings settings,
        CancellationToken cancellationToken
    )
    {
        using var call = Begin("status");
        // A result file is a dispatch's: who looks where it is does not overwrite that.
        return await call.RunAsync(
                () => call.Read(settings, "distinct-id") with { Result = null },
                OneShotVerbs.CreateStatus,
                (verb, token) => verb.RunAsync(token),
                verb => verb.Receipt.OneShots,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Looks whether everything is in place; what was found is shown before a failing line ends it.</summary>
    internal async Task DoctorAsync(
        OneShotSettings settings,
        Action<DoctorReceipt> show,
        CancellationToken cancellationToken
    )
    {
        using var call = Begin("doctor");
        await call.RunAsync(
                () => call.Read(settings) with { Result = null },
                OneShotVerbs.CreateDoctor,
                (verb, token) => verb.RunAsync(show, token),
                verb => verb.Receipt,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Ends the source of traces; every call after it throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _activities.Dispose();
    }

    private ClientCall Begin(string name)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return new ClientCall(_options, _activities, name);
    }

    private static string Known(string id) =>
        DistinctId.TryParse(id, out var known)
            ? known.Value
            : throw OneShotErrors
                .ArgumentInvalid("distinct-id", id ?? "", "the six characters of a one-shot's id")
                .For(text => text.Replace("--distinct-id", "the parameter id", StringComparison.Ordinal));

    private async Task<(Receipt Told, DispatchReceipt Dispatched)> WholeAsync(
        string name,
        OneShotSettings settings,
        CancellationToken cancellationToken,
        params string[] named
    )
    {
        using var call = Begin(name);
        return await call.RunAsync(
                () =>
                    call.Read(settings, named) is { Checkout: false } read
                        ? read
                        : throw OneShotErrors.CheckoutNeedsTasks(),
                OneShotVerbs.CreateVerb,
                (verb, token) => DispatchCommand.RunAsync(verb, (step, work) => call.StepAsync(step.Name, work), token),
                verb => (verb.Receipt!, verb.Dispatched!),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
