using System.Globalization;
using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Links issue, pull request and run with each other. Each operation stands for itself; all can be repeated.
/// </summary>
/// <param name="forge">The forge.</param>
/// <param name="oneShot">The one-shot.</param>
/// <param name="reporter">Is told what failed.</param>
internal sealed class RegisterPlan(IForge forge, OneShotInfo oneShot, IReporter reporter)
{
    /// <summary>The stage that a planned issue is labelled with.</summary>
    public const string Stage = "planned";

    /// <summary>Does all of it.</summary>
    /// <param name="issue">The plan issue.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The operations by name, and whether each was done.</returns>
    /// <exception cref="OneShotException">The error of the first, when all failed.</exception>
    public async Task<IReadOnlyDictionary<string, bool>> RunAsync(int issue, CancellationToken cancellationToken)
    {
        var comments = new ProgressComments(forge, oneShot);
        var operations = new (string Name, Func<Task> Do)[]
        {
            ("issue_comment", () => comments.QueuedAsync(issue, cancellationToken)),
            ("stage", () => forge.Issues.LabelAsync(issue, [Stage], cancellationToken)),
            ("pr_closes", () => CloseAsync(issue, cancellationToken)),
            ("pr_comment", () => comments.PlanSavedAsync(issue, cancellationToken)),
        };
        var done = new Dictionary<string, bool>();
        OneShotException? first = null;
        foreach (var (name, operation) in operations)
        {
            try
            {
                await operation().ConfigureAwait(false);
                done[name] = true;
            }
            catch (OneShotException exception)
            {
                first ??= exception;
                done[name] = false;
                reporter.Warn($"{name}: {exception.Error.Message}");
            }
        }

        return done.ContainsValue(true) ? done : throw first!;
    }

    private async Task CloseAsync(int issue, CancellationToken cancellationToken)
    {
        var line = $"Closes #{issue.ToString(CultureInfo.InvariantCulture)}";
        var pull = await forge.GetPullRequestAsync(oneShot.PrNumber, cancellationToken).ConfigureAwait(false);
        if (pull.Body.Split('\n').Any(text => text.Trim() == line))
            return;
        await forge
            .UpdatePullRequestAsync(oneShot.PrNumber, null, $"{pull.Body.TrimEnd()}\n\n{line}\n", cancellationToken)
            .ConfigureAwait(false);
    }
}
