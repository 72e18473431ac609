using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Whether a plan may be implemented: it is the text that was registered, or its writers may write here.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="oneShot">The one-shot.</param>
internal sealed class PlanTrust(IForge forge, OneShotInfo oneShot)
{
    /// <summary>Reads the plan if it is the registered text.</summary>
    /// <exception cref="OneShotException">OS5018: it is another.</exception>
    public async Task<Plan> SameAsync(FoundPlan found, string sha256, CancellationToken cancellationToken)
    {
        var now = Readable(found.Body);
        if (now is not null && now.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase))
            return now;
        var edit = await forge
            .Issues.LastEditAsync(found.Issue, found.Comment, cancellationToken)
            .ConfigureAwait(false);
        var who = edit is null
            ? "it was edited, by whom is not known"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{SafeText.Line(edit.Editor)} edited it at {edit.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"
            );
        throw OneShotErrors.PlanChanged(found.Where, who, Next(found, now));
    }

    /// <summary>Asks for all who wrote it whether they may write here now: by hand a plan is anybody's.</summary>
    /// <exception cref="OneShotException">OS4016: somebody may not.</exception>
    public async Task OursAsync(FoundPlan found, CancellationToken cancellationToken)
    {
        await RequireAsync(found, found.Author, "written", cancellationToken).ConfigureAwait(false);
        var edit = await forge
            .Issues.LastEditAsync(found.Issue, found.Comment, cancellationToken)
            .ConfigureAwait(false);
        if (edit is not null && edit.Editor != found.Author)
            await RequireAsync(found, edit.Editor, "last edited", cancellationToken).ConfigureAwait(false);
    }

    private async Task RequireAsync(FoundPlan found, string login, string how, CancellationToken cancellationToken)
    {
        if (await forge.IsOursAsync(login, cancellationToken).ConfigureAwait(false))
            return;
        if (!await forge.MayWriteAsync(login, cancellationToken).ConfigureAwait(false))
            throw OneShotErrors.PlanOfStranger(
                found.Where,
                how,
                SafeText.Line(login),
                forge.Name,
                forge.Words.ImplementOwn
            );
    }

    private static Plan? Readable(string body)
    {
        try
        {
            return PlanIssueText.Read(body);
        }
        catch (OneShotException)
        {
            return null; // not even a plan any more
        }
    }

    private string Next(FoundPlan found, Plan? now)
    {
        const string back = "Take the edit back and run this again";
        if (now is null)
            return back + ".";
        var plan = new PlanReference(found.Issue, oneShot.Branch, oneShot.PrNumber, oneShot.Model, now.Sha256);
        var typed = forge.Words.Implement(oneShot.Run, plan);
        return $"{back}; to have it implemented as it is now, type: {typed}";
    }
}
