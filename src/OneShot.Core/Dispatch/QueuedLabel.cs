using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Labels a pull request whose run is asked for, side by side with that: nobody waits for it, and the run's first job
/// replaces it.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="reporter">Is told what a trace tells.</param>
/// <param name="clock">The time.</param>
internal sealed class QueuedLabel(IForge forge, IReporter reporter, TimeProvider clock) : IDisposable
{
    /// <summary>How much longer than the run's request it may take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task? _setting;

    /// <summary>Begins, once.</summary>
    /// <param name="number">The pull request; <see langword="null"/> where none is known.</param>
    public void Begin(int? number)
    {
        if (number is { } pull)
            _setting ??= SetAsync(pull);
    }

    /// <summary>Lets it end.</summary>
    public async Task EndAsync()
    {
        if (_setting is not { } setting)
            return;
        if (!setting.IsCompleted)
        {
            using var end = new CancellationTokenSource();
            await Task.WhenAny(setting, Task.Delay(Grace, clock, end.Token)).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await setting.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task SetAsync(int pull)
    {
        try
        {
            await StateLabel
                .TrySetAsync(forge, pull, OneShotStage.Queued, reporter.Trace, _stop.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            reporter.Trace($"the label {StateLabels.Of(OneShotStage.Queued)} is not set: it took too long");
        }
    }
}
