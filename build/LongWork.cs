using Cake.Common.Diagnostics;
using Cake.Core;
using OneShot.Core.Text;

namespace Build;

/// <summary>Work that takes minutes: says what it does, and every half minute that it still does.</summary>
internal sealed class LongWork : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly DateTime _begun = DateTime.UtcNow;
    private readonly Timer _timer;

    /// <summary>Begins it.</summary>
    /// <param name="context">The build.</param>
    /// <param name="what">What is done, as in "testing".</param>
    /// <param name="estimate">How long that takes, as in "5 to 10 minutes on two cores".</param>
    public LongWork(ICakeContext context, string what, string estimate)
    {
        context.Information("{0} ({1})", what, estimate);
        _timer = new Timer(
            _ => context.Information("still {0} after {1}", what, DurationText.Of(DateTime.UtcNow - _begun)),
            null,
            Pause,
            Pause
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
