using System.Globalization;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Secrets;
using OneShot.Core.Storage;
using OneShot.Git;
using OneShot.Local.Store;

namespace OneShot.Local.Reports;

/// <summary>
/// A local pull request as a page: Markdown beside its file, and HTML that needs
/// nothing from elsewhere. Nothing a user or an agent wrote is markup in it.
/// </summary>
internal sealed class LocalReport(LocalStore store, GitRunner git, TimeProvider clock, Func<string, string?> variable)
{
    private readonly HeldChange _held = new(git);

    /// <summary>The user's configuration, where somebody has read it.</summary>
    public GitConfiguration? Configuration { get; init; }

    public string PathOf(int number) =>
        store.PathOf(string.Create(CultureInfo.InvariantCulture, $"pulls/{number}.html"));

    /// <summary>Writes the page.</summary>
    /// <returns>What it tells.</returns>
    /// <exception cref="OneShotException">OS3031: it can't be written.</exception>
    public async Task<ReportData> WriteAsync(LocalThread pull, LocalRun? run, CancellationToken cancellationToken)
    {
        var command = FaceCommand.Of(variable);
        var reader = new ReportReader(store, git) { Configuration = Configuration, Held = _held };
        var data = await reader
            .ReadAsync(pull, run, command, clock.GetLocalNow(), cancellationToken)
            .ConfigureAwait(false);
        var path = PathOf(pull.Number);
        Write(Path.ChangeExtension(path, ".md"), ReportMarkdown.Render(data));
        Write(path, ReportHtml.Render(data));
        await WriteIndexAsync(reader, run, cancellationToken).ConfigureAwait(false);
        return data;
    }

    /// <summary>
    /// Has pages name their logs where they are now. What else they tell is how it was: nobody could tell it anew.
    /// </summary>
    /// <param name="pulls">The pull requests of the pages.</param>
    /// <param name="id">The one-shot, whose folder the logs were in.</param>
    /// <param name="folder">The folder that they are in.</param>
    /// <exception cref="OneShotException">OS3031: one can't be written.</exception>
    public void FollowLogs(IEnumerable<LocalThread> pulls, string id, string folder)
    {
        var pages = pulls.Select(pull => PathOf(pull.Number)).ToArray();
        foreach (var file in pages.Concat(pages.Select(page => Path.ChangeExtension(page, ".md"))).Where(File.Exists))
        {
            var told = File.ReadAllText(file);
            Write(file, told.Replace($"/{RunFolders.Of(id)}/", $"/{folder}/", StringComparison.Ordinal));
        }
    }

    /// <summary>Writes the page of all of them, the newest first.</summary>
    /// <param name="newest">A run as it is by now, before its file says so.</param>
    /// <param name="cancellationToken">Stops writing; what was there before stays.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="OneShotException">OS3031: it can't be written.</exception>
    public Task<string> WriteIndexAsync(LocalRun? newest, CancellationToken cancellationToken) =>
        WriteIndexAsync(new ReportReader(store, git) { Held = _held }, newest, cancellationToken);

    private async Task<string> WriteIndexAsync(
        ReportReader reader,
        LocalRun? newest,
        CancellationToken cancellationToken
    )
    {
        var (numbers, now) = (store.Numbers("pulls"), clock.GetLocalNow());
        var shown = await reader
            .OverviewAsync(numbers.Reverse().Take(ReportIndex.Most), newest, now, cancellationToken)
            .ConfigureAwait(false);
        var path = store.PathOf("pulls/" + ReportIndex.File);
        var tree = new DirectoryInfo(store.Folder).Parent!;
        var repository = tree.Name == ".git" ? tree.Parent!.Name : tree.Name;
        Write(path, ReportIndex.Render(shown, numbers.Count - shown.Count, repository, now));
        return path;
    }

    private static void Write(string path, string text)
    {
        try
        {
            AtomicFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(SecretRules.Without(text))));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.ReportUnwritable(path, exception.Message);
        }
    }
}
