using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>Puts the result into the pull request's own text, and hands it to whoever reviews it.</summary>
/// <param name="forge">The forge.</param>
/// <param name="oneShot">The one-shot.</param>
internal sealed class FinishPullRequest(IForge forge, OneShotInfo oneShot)
{
    /// <summary>Does both; what is so already is not written again.</summary>
    /// <param name="pull">The pull request, as it was read.</param>
    /// <param name="verifying">What is told of verifying, Markdown; <see langword="null"/> for nothing.</param>
    /// <param name="result">What is told of the result, Markdown.</param>
    /// <param name="staysDraft">Whether somebody has to look at it before it is ready for review.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task RunAsync(
        PullRequest pull,
        string? verifying,
        string result,
        bool staysDraft,
        CancellationToken cancellationToken
    )
    {
        var (marker, verified) = (oneShot.Marker(HiddenMarker.Result), oneShot.Marker(HiddenMarker.Verified));
        var body = BodySection.Put(pull.Body, marker, $"### Result\n\n{result}");
        if (body.Contains(verified, StringComparison.Ordinal))
            verifying ??= "Not verified: what was said before was of another commit.";
        if (verifying is not null)
            body = BodySection.Put(body, verified, verifying, before: marker);
        if (body != pull.Body)
            await forge.UpdatePullRequestAsync(pull.Number, null, body, cancellationToken).ConfigureAwait(false);
        if (!staysDraft)
            await forge.MarkReadyAsync(pull.Number, cancellationToken).ConfigureAwait(false);
    }
}
