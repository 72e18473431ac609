using OneShot.Core.Text;
using OneShot.Git;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>
/// The commands of the filters that a one-shot runs. Each of its processes reads them anew, since a user mends what
/// failed; that one is another than before is told, for somebody else may have changed it meanwhile.
/// </summary>
/// <param name="store">Where hashes of them are kept: a command may hold a secret.</param>
/// <param name="id">The run.</param>
/// <param name="clones">Knows the commands.</param>
/// <param name="reporter">Is told.</param>
internal sealed class FilterCommands(LocalStore store, string id, GitClones clones, IReporter reporter)
{
    private bool _isTold;

    /// <summary>Tells it, before the first of them is run.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        if (_isTold || clones.Filters.Count == 0)
            return;
        _isTold = true;
        var commands = await clones.CommandsAsync(cancellationToken).ConfigureAwait(false);
        var name = $"{RunFolders.Of(id)}/filters.json";
        var before = store.Read(name, LocalJson.Readable.SortedDictionaryStringString) ?? [];
        var now = new SortedDictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var (variable, command) in commands)
            now[variable] = Sha256Hex.Of(command);
        foreach (var variable in commands.Keys.Order(StringComparer.Ordinal))
        {
            if (before.TryGetValue(variable, out var earlier) && earlier != now[variable])
                reporter.Warn(
                    $"{variable} of your git configuration is another command than when this one-shot began "
                        + $"(git config {variable} shows it)"
                );
        }

        store.Write(name, now, LocalJson.Readable.SortedDictionaryStringString);
    }
}
