using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.Core.Storage;

namespace OneShot.Core.Scaffolding;

/// <summary>
/// Puts the workflows, the action and the agents' instructions into the user's work tree. Doing it twice
/// does it once; what somebody changed stays, unless <c>--force</c> says otherwise. Nothing is committed.
/// </summary>
/// <param name="request">What is asked.</param>
/// <param name="tree">The top of the work tree.</param>
/// <param name="differences">Shows what would change.</param>
/// <param name="format">Takes the repository's own file apart.</param>
/// <param name="feeds">Asked for the tool, where the workflow uses it.</param>
/// <param name="reporter">Tells a person what happens.</param>
internal sealed class InitVerb(
    ScaffoldRequest request,
    string tree,
    ITextDifferences differences,
    IRepositoryFileFormat format,
    IPackageFeeds feeds,
    IReporter reporter
) : IVerb
{
    private readonly List<string> _written = [];

    /// <summary>What was written.</summary>
    public InitReceipt Receipt => new(_written) { Preview = request.Preview };

    Receipt IVerb.Receipt => Receipt;

    /// <summary>Writes the files.</summary>
    /// <param name="cancellationToken">Stops showing differences.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS2010, OS2029, OS2083 to OS2086, OS3033, or OS5014:
    /// files that somebody changed were left as they are.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var kept = new List<string>();
        var options = Options();
        if (options.Project == Scaffold.Tool)
            await TellOfToolAsync(cancellationToken).ConfigureAwait(false);
        foreach (var file in Scaffold.For(options))
        {
            var path = Path.Combine(tree, file.Path);
            var found = File.Exists(path)
                ? await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)
                : null;
            var state = file.StateOf(found);
            if (state == ScaffoldState.Same)
            {
                reporter.Progress($"{file.Path} is up to date");
                continue;
            }

            var next = file.Stamped(Scaffold.Version);
            if (found is not null)
                reporter.Show(
                    $"{file.Path} ({(state == ScaffoldState.Older ? "older" : "changed by hand")}):",
                    await differences.OfAsync(file.Path, found, next, cancellationToken).ConfigureAwait(false)
                );
            if (state == ScaffoldState.Changed && !request.Force)
                kept.Add(file.Path);
            else
                Write(path, file.Path, next, found is null ? "new" : "overwritten");
        }

        if (request.Preview)
            reporter.Progress(PreviewWords.NothingWritten);
        if (kept.Count > 0)
            throw OneShotErrors.FilesKept(string.Join(", ", kept));
        if (_written.Count > 0 && !request.Preview)
            reporter.Progress("commit them to trunk; then the doctor checks what the repository still lacks");
    }

    /// <inheritdoc/>
    public OneShotException About(OneShotException failure) => failure;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    private void Write(string path, string name, string text, string how)
    {
        _written.Add(name);
        reporter.Progress($"{name}: {how}");
        if (request.Preview)
            return;
        try
        {
            AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.FileUnwritable(name, exception.Message);
        }
    }

    // A second time, what was asked the first time holds.
    private ScaffoldOptions Options()
    {
        var workflow = Path.Combine(tree, Scaffold.WorkflowPath);
        var options = ScaffoldChoice.For(request, Read(workflow), Project, Read(Path.Combine(tree, ".gitattributes")));
        var script = FaceCommand.In(name => File.Exists(Path.Combine(tree, name)));
        var own = Read(Path.Combine(tree, RepositoryFile.Path));
        return options with
        {
            Command = script ?? $"dotnet run --project {options.Project} --",
            VerifySecrets = own is null
                ? []
                : RepositoryFile
                    .Read(format.Read(RepositoryFile.Path, own), RepositoryFile.Own)
                    .Said(RepositoryKeys.VerifySecrets),
        };

        static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
    }

    // The one project that has OneShot's tasks; a repository without such a build gets the tool.
    private string Project()
    {
        var builds = CakeBuilds.In(tree);
        var having = builds.Where(build => build.HasOneShot).Select(build => build.Project).ToArray();
        if (having.Length > 1)
            throw OneShotErrors.ProjectToName(string.Join(", ", having));
        if (having is [var project])
        {
            reporter.Progress($"the workflow's program is built from {project}");
            if (ToolPackage.LookAtBuild(tree) is { } feed)
                reporter.Warn($"{feed.Message} {feed.Fix}");
            return project;
        }

        reporter.Progress(
            $"no build with OneShot.Frosting was found, so the workflow uses the tool: OneShot.Tool {Scaffold.Version}"
        );
        if (InitAdvice.For(builds, InitAdvice.HasScript(tree)) is var (heading, lines))
            reporter.Show(heading, lines);
        return Scaffold.Tool;
    }

    // Whoever sets a repository up learns now, and not by its first red run.
    private async Task TellOfToolAsync(CancellationToken cancellationToken)
    {
        var look = await new ToolPackage(feeds)
            .LookAsync(Scaffold.Version, tree, cancellationToken)
            .ConfigureAwait(false);
        if (look.State == CheckState.Pass)
            reporter.Progress(look.Message);
        else
            reporter.Warn($"{look.Message} {look.Fix}");
    }
}
