using System.Collections.Concurrent;
using OneShot.Core.Errors;

namespace OneShot.Core.Ports;

/// <summary>
/// The issues that were asked for, which all one-shots of a batch share: each is asked for once. What failed only for
/// the moment is asked for again.
/// </summary>
internal sealed class AskedIssues
{
    private readonly ConcurrentDictionary<(string Forge, int Number), Lazy<Task>> _asked = new();

    /// <summary>Makes sure that there is an issue to plan for.</summary>
    /// <param name="forge">The forge, as people call it.</param>
    /// <param name="number">The issue's number.</param>
    /// <param name="ask">Asks for it.</param>
    /// <returns>The running request, or the one that was.</returns>
    /// <exception cref="OneShotException">OS4020: there is none; OS2117: it is a pull request.</exception>
    public async Task RequireAsync(string forge, int number, Func<Task> ask)
    {
        var asked = _asked.GetOrAdd((forge, number), new Lazy<Task>(ask));
        try
        {
            await asked.Value.ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception
                    is not OneShotException
                    {
                        Error.Code: CaughtCode.PlanIssueMissing or CaughtCode.PlanIssueIsPullRequest
                    }
            )
        {
            _asked.TryRemove(KeyValuePair.Create((forge, number), asked));
            throw;
        }
    }
}
