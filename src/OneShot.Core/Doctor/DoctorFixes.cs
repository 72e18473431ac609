using OneShot.Core.Errors;
using OneShot.Core.Scaffolding;

namespace OneShot.Core.Doctor;

/// <summary>
/// Does what can be done from here: files that are missing or older, and two settings
/// of the repository. What somebody changed is never overwritten; a preview only tells.
/// </summary>
internal sealed class DoctorFixes(DoctorRequest request, DoctorPorts ports)
{
    private readonly List<string> _done = [];

    /// <summary>What was done, or in a preview would be.</summary>
    public IReadOnlyList<string> Done => _done;

    /// <summary>What the files are wanted for: what is asked, and the server as it is.</summary>
    public ScaffoldRequest Wanted { get; private set; } = request.Scaffold with { Force = false };

    public async Task RunAsync(GitHubLook found, CancellationToken cancellationToken)
    {
        if (found.Facts is { } facts)
        {
            if (found.Forge.Settings.Value is { IsEnabled: false })
                await TryAsync("enabled Actions", () => facts.EnableActionsAsync(cancellationToken))
                    .ConfigureAwait(false);
            if (found.Forge.MayOpen is { IsKnown: true, Value: false })
                await TryAsync(
                        "let Actions create pull requests",
                        () => facts.AllowPullRequestsAsync(cancellationToken)
                    )
                    .ConfigureAwait(false);
        }

        if (
            found.WorkTree is { } tree
            && request.Workflow == Dispatch.WorkflowRules.DefaultFile
            && !FileRules.IsOwn(found.Workflow)
        )
            await FilesAsync(found, tree, cancellationToken).ConfigureAwait(false);
    }

    private async Task FilesAsync(GitHubLook found, string tree, CancellationToken cancellationToken)
    {
        // Whoever asks for a fix has asked for nothing to be overwritten.
        Wanted = Wanted with
        {
            Ghes = Wanted.Ghes || found.Forge.Repository.Value?.ServerVersion is not null,
        };
        if (
            found
                .Expected(Wanted)
                .All(file =>
                    file.StateOf(found.Tree.GetValueOrDefault(file.Path)) is ScaffoldState.Same or ScaffoldState.Changed
                )
        )
            return;

        using var init = new InitVerb(
            Wanted,
            tree,
            ports.Differences,
            ports.RepositoryFile,
            ports.Feeds,
            ports.Reporter
        );
        try
        {
            await init.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Code == CaughtCode.FilesKept)
        {
            // The line of the file says that somebody changed it.
        }
        catch (OneShotException exception)
        {
            ports.Reporter.Warn($"the files can't be written: {exception.Error.Message}");
        }

        _done.AddRange(init.Receipt.Written.Select(path => $"wrote {path}"));
    }

    private async Task TryAsync(string what, Func<Task> fix)
    {
        try
        {
            if (!request.Preview)
                await fix().ConfigureAwait(false);
            _done.Add(what);
        }
        catch (OneShotException exception)
        {
            ports.Reporter.Warn($"this can't be fixed from here: {exception.Error.Message}");
        }
    }
}
