using System.Text;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// What a commit holds. A path that is no UTF-8 can't be named
/// to the file system here, and stays as it is whatever is done.
/// </summary>
internal sealed class TrackedFiles
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, FileVersion> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { string.Empty };

    /// <summary>All files by their paths.</summary>
    public IReadOnlyDictionary<string, FileVersion> Files => _files;

    /// <summary>Whether any of them may be one of attributes.</summary>
    public bool HasAttributes =>
        _files.Keys.Any(path => path.EndsWith(".gitattributes", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a commit's tree.</summary>
    public static async Task<TrackedFiles> ReadAsync(
        IsolatedGit judge,
        string commit,
        CancellationToken cancellationToken
    )
    {
        var tracked = new TrackedFiles();
        var list = judge.PartsAsync(new GitCommand("ls-tree", "-r", "-z", "--full-tree", commit), cancellationToken);
        await foreach (var entry in list.ConfigureAwait(false))
            tracked.Add(entry);
        return tracked;
    }

    /// <summary>What is at a path.</summary>
    public FileVersion? At(string path) => _files.GetValueOrDefault(path);

    /// <summary>Whether a name is shown for one that is no UTF-8 and is in the commit.</summary>
    public bool IsUnreadable(string path) => _unreadable.Contains(path);

    /// <summary>Whether a folder holds anything.</summary>
    public bool HasFolder(string path) => _folders.Contains(path);

    /// <summary>Whether a path lies in one of some folders, however many they are; the top's path is empty.</summary>
    public static bool IsIn(HashSet<string> folders, string path)
    {
        if (folders.Count == 0)
            return false;
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (folders.Contains(path[..end]))
                return true;
        }

        return folders.Contains(string.Empty);
    }

    // "mode type id", a tab, the path.
    private void Add(byte[] entry)
    {
        var tab = Array.IndexOf(entry, (byte)'\t');
        var fields = Encoding.ASCII.GetString(entry, 0, tab).Split(' ');
        try
        {
            var path = Strict.GetString(entry, tab + 1, entry.Length - tab - 1);
            _files[path] = new FileVersion(fields[0], fields[2]);
            for (
                var end = path.LastIndexOf('/');
                end > 0 && _folders.Add(path[..end]);
                end = path.LastIndexOf('/', end - 1)
            ) { }
        }
        catch (DecoderFallbackException)
        {
            // As the summary says; the file system shows it by the same signs in place of its bytes.
            var path = Encoding.UTF8.GetString(entry, tab + 1, entry.Length - tab - 1);
            for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
            {
                var part = path[..end];
                if (part[(part.LastIndexOf('/') + 1)..].Contains('\uFFFD', StringComparison.Ordinal))
                    _unreadable.Add(part);
                else if (end < path.Length)
                    _folders.Add(part);
            }
        }
    }
}
