using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Settings;

namespace OneShot.Core.Steps;

/// <summary>Follows a run to its end.</summary>
internal sealed class WatchRun(SessionPorts ports, Site site, OneShotSettings settings)
{
    public async Task RunAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (journal.Run is not { } run) return;
        var minutes = settings.WatchMinutes ?? 120;
        var deadline = ports.Clock.GetUtcNow() + TimeSpan.FromMinutes(minutes);
        var pause = TimeSpan.FromSeconds(2);
        string? seen = null;
        while (true)
        {
            var now = await site.Forge.GetRunAsync(run.Id, cancellationToken).ConfigureAwait(false);
            if (now.Status != seen) ports.Reporter.Progress($"run {run.Id}: {(now.IsOver ? now.Conclusion : now.Status)}");
            seen = now.Status;
            if (now.IsOver)
            {
                if (now.Conclusion is "success" or "neutral" or "skipped") return;
                throw OneShotErrors.RunFailed(run.Url, now.Conclusion ?? "unknown");
            }

            if (ports.Clock.GetUtcNow() >= deadline) throw OneShotErrors.WatchTimedOut(run.Url, minutes);
            await Task.Delay(pause, ports.Clock, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromSeconds(Math.Min(pause.TotalSeconds * 1.3, 15));
        }
    }
}
