using OneShot.Core.Errors;
using OneShot.Core.Scaffolding;
using OneShot.Core.Settings;

namespace OneShot.Core.Doctor;

/// <summary>
/// Does what can be done from here: files that are missing or older, and two settings
/// of the repository. What somebody changed is never overwritten; a preview only tells.
/// </summary>
internal sealed class DoctorFixes(OneShotSettings settings, DoctorPorts ports)
{
    private readonly List<string> _done = [];

    /// <summary>What was done, or in a preview would be.</summary>
    public IReadOnlyList<string> Done => _done;

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
            && (settings.Workflow ?? Dispatch.WorkflowRules.DefaultFile) == Dispatch.WorkflowRules.DefaultFile
            && !FileRules.IsOwn(found.Workflow)
        )
            await FilesAsync(found, tree, cancellationToken).ConfigureAwait(false);
    }

    private async Task FilesAsync(GitHubLook found, string tree, CancellationToken cancellationToken)
    {
        settings.Ghes |= found.Forge.Repository.Value?.ServerVersion is not null;
        if (
            found
                .Expected(settings)
                .All(file =>
                    file.StateOf(found.Tree.GetValueOrDefault(file.Path)) is ScaffoldState.Same or ScaffoldState.Changed
                )
        )
            return;

        // Whoever asks for a fix has asked for nothing to be overwritten.
        var force = settings.Force;
        settings.Force = false;
        using var init = new InitSession(settings, tree, ports.Differences, ports.Reporter);
        try
        {
            await init.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException failure) when (failure.Error.Code == ErrorCode.FilesKept)
        {
            // The line of the file says that somebody changed it.
        }
        catch (OneShotException failure)
        {
            ports.Reporter.Warn($"the files can't be written: {failure.Error.Message}");
        }
        finally
        {
            settings.Force = force;
        }

        _done.AddRange(init.Receipt.Written!.Select(path => $"wrote {path}"));
    }

    private async Task TryAsync(string what, Func<Task> fix)
    {
        try
        {
            if (!settings.Preview)
                await fix().ConfigureAwait(false);
            _done.Add(what);
        }
        catch (OneShotException failure)
        {
            ports.Reporter.Warn($"this can't be fixed from here: {failure.Error.Message}");
        }
    }
}
