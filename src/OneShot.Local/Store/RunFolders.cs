using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Storage;

namespace OneShot.Local.Store;

/// <summary>
/// The folders of runs in the store: <c>runs/ID</c>, and below it those of earlier ones, since a key that was undone
/// may be dispatched again and has the same id.
/// </summary>
internal static class RunFolders
{
    private const string Before = "before-";
    private const string File = "run.json";

    /// <summary>The folder of an id's newest run.</summary>
    public static string Of(string id) => "runs/" + id;

    /// <summary>The file of a run in its folder.</summary>
    public static string FileIn(string folder) => $"{folder}/{File}";

    /// <summary>The folders of all runs that an id has had, the newest first.</summary>
    public static IEnumerable<string> All(LocalStore store, string id) =>
        Enumerable
            .Range(1, int.MaxValue)
            .Select(number => Earlier(id, number))
            .TakeWhile(folder => Directory.Exists(store.PathOf(folder)))
            .Append(Of(id))
            .Reverse();

    /// <summary>
    /// Makes room for another run of an id: what the one before said, planned and made is kept, and nobody may take it
    /// for the new one's.
    /// </summary>
    /// <returns>The folder of the one before.</returns>
    /// <exception cref="OneShotException">OS3021: the folder can't be written.</exception>
    public static string SetAside(LocalStore store, string id)
    {
        var folder = new DirectoryInfo(store.PathOf(Of(id)));
        var earlier = Earlier(id, All(store, id).Count());
        var before = store.PathOf(earlier);
        try
        {
            var kept = folder
                .GetFileSystemInfos()
                .Where(one => one.Extension != ".lock" && !one.Name.StartsWith(Before, StringComparison.Ordinal))
                .OrderBy(one => one.Name == File) // last: until then it is found where it was
                .ToArray();
            PrivateFolder.Make(before);
            foreach (var one in kept)
                Directory.Move(one.FullName, Path.Combine(before, one.Name));
            return earlier;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.JournalUnwritable(folder.FullName, exception.Message);
        }
    }

    private static string Earlier(string id, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(id)}/{Before}{number}");
}
