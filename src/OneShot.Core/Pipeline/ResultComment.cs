using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>
/// The one comment that tells how a one-shot ended: delivered, nothing
/// to do, rejected, failed, cancelled. A later attempt rewrites it.
/// </summary>
internal static class ResultComment
{
    /// <summary>Writes it on the pull request, and on an issue.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="oneShot">The one-shot.</param>
    /// <param name="issue">The issue; <see langword="null"/> for none.</param>
    /// <param name="text">Markdown.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running requests.</returns>
    public static async Task WriteAsync(
        IForge forge,
        OneShotInfo oneShot,
        int? issue,
        string text,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(forge);
        ArgumentNullException.ThrowIfNull(oneShot);
        await forge
            .Issues.CommentAsync(oneShot.PrNumber, oneShot.Marker(HiddenMarker.Result), text, cancellationToken)
            .ConfigureAwait(false);
        if (issue is { } number)
            await forge
                .Issues.CommentAsync(number, oneShot.Marker(HiddenMarker.Result), text, cancellationToken)
                .ConfigureAwait(false);
    }
}
