using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Verifying;

namespace OneShot.Core.Pipeline;

/// <summary>How the command that verifies ended on trunk, as another job of the run has seen it.</summary>
/// <param name="report">What that job handed over; <see langword="null"/> where it did not get so far.</param>
internal sealed class HandedBaseline(VerifyReport? report) : IBaselines
{
    /// <summary>What was found; <see langword="null"/> where nothing was.</summary>
    public VerifyResult? Result => report?.Baseline is { EndedBy: null } ended ? ended : null;

    /// <summary>Reads what was handed over.</summary>
    /// <param name="folder">The folder that jobs hand over.</param>
    public static HandedBaseline In(ImplFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new(folder.Read(PlanFiles.Baseline, VerifyReport.Limit) is { } bytes ? VerifyReport.Read(bytes) : null);
    }

    /// <summary>Requires that trunk is not red.</summary>
    /// <param name="result">How the command ended there; <see langword="null"/> where it was not run.</param>
    /// <exception cref="OneShotException">OS6022: it is red.</exception>
    public static void RequireGreen(VerifyResult? result)
    {
        if (result is { IsGreen: false })
            throw Errors.OneShotErrors.TrunkNotGreen(result.Command, VerifyText.Short(result));
    }

    /// <inheritdoc/>
    public VerifyResult? Read(string commit, string command) =>
        Result is { } result && result.Commit == commit && result.Command == command ? result : null;

    /// <inheritdoc/>
    public void Keep(VerifyResult result) { }
}
