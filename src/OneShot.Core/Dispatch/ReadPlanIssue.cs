using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Reads the issue that is planned for, so that the planner knows it: title, text, and the comments of people who may
/// write to the repository. All of it is data of strangers, each piece in a fence that nothing in it can end.
/// </summary>
/// <param name="forge">The forge.</param>
internal sealed class ReadPlanIssue(IForge forge)
{
    /// <summary>The most UTF-16 units of the issue's own text, and of everything together.</summary>
    private const int MostOwn = 30_000;
    private const int Most = 60_000;

    /// <summary>The most people who are asked for: each is a request.</summary>
    private const int MostPeople = 30;

    private readonly Dictionary<string, bool> _mayWrite = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the issue.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The issue.</returns>
    /// <exception cref="OneShotException">OS4020: there is none; OS2117: it is a pull request.</exception>
    public static async Task<Issue> FindAsync(IForge forge, int number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(forge);
        try
        {
            var found = await forge.Issues.GetAsync(number, cancellationToken).ConfigureAwait(false);
            return found.IsPullRequest ? throw OneShotErrors.PlanIssueIsPullRequest(forge.Name, number) : found;
        }
        catch (OneShotException exception) when (exception.Error.Code is CaughtCode.NotFound or CaughtCode.Gone)
        {
            throw OneShotErrors.PlanIssueMissing(forge.Name, number, forge.Traits.HidesByRight);
        }
    }

    /// <summary>Reads it.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="OneShotException">OS4020: there is none; OS2117: it is a pull request.</exception>
    public async Task<IssueReading> RunAsync(int number, CancellationToken cancellationToken)
    {
        var issue = await FindAsync(forge, number, cancellationToken).ConfigureAwait(false);
        var all = await forge.Issues.AllCommentsAsync(number, cancellationToken).ConfigureAwait(false);
        var own =
            Block($"Title, by {Name(issue.Author)}:", issue.Title, 1_000)
            + Block($"Text, by {Name(issue.Author)}:", issue.Body, MostOwn);
        var room = Most - own.Length;
        var told = new List<string>();
        var others = all.Where(comment => !comment.Body.StartsWith("<!-- oneshot ", StringComparison.Ordinal))
            .ToArray();

        // The newest first: where there is no room for all, they say how things stand.
        foreach (var comment in others.Reverse())
        {
            if (!await MayWriteAsync(comment.Author, cancellationToken).ConfigureAwait(false))
                continue;
            var block = Block($"Comment by {Name(comment.Author)}:", comment.Body, MostOwn);
            if (block.Length > room)
                break;
            room -= block.Length;
            told.Insert(0, block);
        }

        return new IssueReading(number, told.Count, others.Length - told.Count, own + string.Concat(told));
    }

    private async Task<bool> MayWriteAsync(string login, CancellationToken cancellationToken)
    {
        if (_mayWrite.TryGetValue(login, out var known))
            return known;
        if (_mayWrite.Count >= MostPeople)
            return false;
        return _mayWrite[login] = await forge.MayWriteAsync(login, cancellationToken).ConfigureAwait(false);
    }

    private static string Name(string login) => SafeText.Excerpt(login, 60);

    private static string Block(string heading, string text, int limit)
    {
        var shown = SafeText.Visible(text.Replace("\r\n", "\n", StringComparison.Ordinal));
        var (block, isCut) = SafeText.Fenced(shown, limit);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{heading}{(isCut ? " (its beginning)" : "")}\n\n{block}\n\n"
        );
    }
}
