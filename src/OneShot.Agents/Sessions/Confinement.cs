namespace OneShot.Agents.Sessions;

/// <summary>
/// Keeps an agent from becoming root on a runner: GitHub's own runners
/// have a sudo without a password, and a Docker that is as good.
/// </summary>
/// <remarks>
/// GitHub's runners: https://docs.github.com/actions/reference/runners/github-hosted-runners#administrative-privileges
/// </remarks>
internal sealed class Confinement(Func<string, string?> variable, IReporter reporter)
{
    /// <summary>Where the programs are looked for that make somebody root.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [.. Elevator.FoldersOf(variable("PATH"))];

    /// <summary>The sockets of engines that run containers as root.</summary>
    public IReadOnlyList<string> Sockets { get; init; } = ContainerEngine.Usual;

    /// <summary>Whether this process is root's, from whom nothing can be taken.</summary>
    public bool IsRoot { get; init; } = Environment.IsPrivilegedProcess;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            return;
        if (IsRoot)
        {
            reporter.Warn("the runner runs as root, and so does the agent: run it as a user of its own");
            return;
        }

        var elevators = Elevator.Find(Folders);
        var engines = ContainerEngine.Find(Sockets, variable("DOCKER_HOST"));
        var (up, open) = await TryAsync(elevators, engines, cancellationToken).ConfigureAwait(false);
        if (up.Count + open.Count == 0)
        {
            reporter.Progress("nobody can become root here without a password");
            return;
        }

        var names = NamesOf(up, open);
        if (variable("RUNNER_ENVIRONMENT") != "github-hosted")
        {
            reporter.Warn(
                $"the runner's user can become root without a password, by {names}, and so could an agent; that is not "
                    + $"removed because the machine is yours: remove it from the runner's user."
            );
            return;
        }

        await TakeAsync(up, elevators, open, cancellationToken).ConfigureAwait(false);
        var (stillUp, stillOpen) = await TryAsync(up, open, cancellationToken).ConfigureAwait(false);
        if (stillUp.Count + stillOpen.Count > 0)
            reporter.Warn(
                $"{NamesOf(stillUp, stillOpen)} could not be removed from this runner: an agent could become root"
            );
        else
            reporter.Progress($"removed from this runner: {names}");
    }

    // In this order: without the one that works nothing more can be taken, so it goes last.
    private static async Task TakeAsync(
        IReadOnlyList<Elevator> up,
        IReadOnlyList<Elevator> all,
        IReadOnlyList<ContainerEngine> open,
        CancellationToken cancellationToken
    )
    {
        foreach (var way in up)
        {
            if (open.Count > 0)
                await way.RunAsync(cancellationToken, ["chmod", "600", .. open.Select(engine => engine.Socket)])
                    .ConfigureAwait(false);
            var others = all.Where(one => one != way && (one.IsSetUid || up.Contains(one))).Select(one => one.File);
            await way.RunAsync(cancellationToken, ["chmod", "0", .. others, way.File]).ConfigureAwait(false);
        }
    }

    private static async Task<(IReadOnlyList<Elevator> Up, IReadOnlyList<ContainerEngine> Open)> TryAsync(
        IReadOnlyList<Elevator> elevators,
        IReadOnlyList<ContainerEngine> engines,
        CancellationToken cancellationToken
    )
    {
        var work = elevators.Select(one => one.WorksAsync(cancellationToken)).ToArray();
        var answer = engines.Select(one => one.AnswersAsync(cancellationToken)).ToArray();
        var works = await Task.WhenAll(work).ConfigureAwait(false);
        var answers = await Task.WhenAll(answer).ConfigureAwait(false);
        return ([.. elevators.Where((_, i) => works[i])], [.. engines.Where((_, i) => answers[i])]);
    }

    private static string NamesOf(IReadOnlyList<Elevator> up, IReadOnlyList<ContainerEngine> open) =>
        string.Join(", ", up.Select(one => one.Name).Concat(open.Select(engine => engine.Socket)).Distinct());
}
