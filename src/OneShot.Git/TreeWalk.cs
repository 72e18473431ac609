using System.Globalization;
using System.Text;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Secrets;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>
/// Walks a tree that an agent worked in, with no git near it: regular files and links
/// are compared with what a commit holds, and those that differ are copied into the
/// judge's own folder. Nothing else is opened, no link is followed, and all is bounded.
/// </summary>
/// <param name="root">The tree.</param>
/// <param name="tracked">What the commit holds.</param>
/// <param name="judge">The judge.</param>
/// <param name="secrets">What the session knew: what holds one is left out.</param>
/// <param name="smudged">What had a filter there before the session.</param>
internal sealed class TreeWalk(
    string root,
    TrackedFiles tracked,
    IsolatedGit judge,
    KnownSecrets secrets,
    SmudgedFiles smudged
) : IDisposable
{
    /// <summary>The most entries that are looked at, ignored folders counted as one.</summary>
    private const int MostEntries = 1_000_000;

    private const int Deepest = 200;

    private const int MostLeftOut = 200;

    private readonly string _root = RealPath.Of(root);
    private readonly IgnoreRules _ignored = new(judge);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _changed = [];
    private readonly List<Finding> _leftOut = [];
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal); // not looked into: nothing in them is gone
    private byte[] _buffer = [];
    private long _bytes;
    private int _entries;

    /// <summary>How the tree was checked out.</summary>
    public CheckedOutTree Site { get; init; } = new();

    /// <summary>New files that the agent's own git was told to keep.</summary>
    public AddedFiles Added { get; init; } = new(new SortedSet<string>(StringComparer.Ordinal));

    /// <summary>Paths that may differ from the commit: copies are in the judge's folder, where git decides.</summary>
    public IReadOnlyList<string> Changed => _changed;

    /// <summary>Paths of the commit that are not in the tree any more.</summary>
    public IEnumerable<string> Gone =>
        tracked.Files.Keys.Where(path =>
            !_seen.Contains(path)
            && !Site.Absent.Contains(path)
            && !PlanFiles.IsOwn(path)
            && !tracked.At(path)!.IsRepository
            && !TrackedFiles.IsIn(_closed, path)
        );

    /// <summary>What can't be brought back, and why.</summary>
    public IReadOnlyList<Finding> LeftOut => [.. _leftOut, .. Added.Findings(secrets)];

    public Task RunAsync(CancellationToken cancellationToken) => FolderAsync(string.Empty, 0, cancellationToken);

    public void Dispose() => _ignored.Dispose();

    private async Task FolderAsync(string path, int depth, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_root, path);
        if (!_ignored.TryEnter(path, folder))
            LeaveOut(Path.Combine(path, IgnoreRules.Name), "can't be looked at, and its rules don't hold");
        foreach (var entry in Entries(path, folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            if (name == ".git" || PlanFiles.IsOwn(name))
                continue;
            if (++_entries > MostEntries)
                throw Core.Errors.OneShotErrors.DeliveryRefused(
                    $"its tree holds more than {MostEntries} files that no rule ignores."
                );
            if (entry.Name.Equals(".git", StringComparison.OrdinalIgnoreCase))
                LeaveOut(name, "is a git directory");
            else if (tracked.IsUnreadable(name))
                continue;
            else if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal))
                LeaveOut(name, "has a name that is no UTF-8");
            else
                await EntryAsync(name, entry, depth, cancellationToken).ConfigureAwait(false);
        }
    }

    // Whatever can't be looked at is left out, and the rest goes on: a path may be too long for the judge's folder.
    private async Task EntryAsync(string name, FileSystemInfo entry, int depth, CancellationToken cancellationToken)
    {
        try
        {
            if (entry is DirectoryInfo { LinkTarget: null } inner)
                await InnerAsync(name, inner, depth, cancellationToken).ConfigureAwait(false);
            else
                await FileAsync(name, entry, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LeaveOutFolder(name, "can't be looked at");
        }
    }

    private async Task InnerAsync(string name, DirectoryInfo inner, int depth, CancellationToken cancellationToken)
    {
        if (tracked.At(name) is { IsRepository: true })
            return; // stays at the commit that trunk names
        if (!tracked.HasFolder(name))
        {
            if (await IgnoresAsync(name, isFolder: true, cancellationToken).ConfigureAwait(false))
                return;
            if (Path.Exists(Path.Combine(inner.FullName, ".git")))
            {
                LeaveOut(name, "is another repository");
                return;
            }
        }

        if (depth < Deepest)
            await FolderAsync(name, depth + 1, cancellationToken).ConfigureAwait(false);
        else
            LeaveOutFolder(name, $"lies more than {Deepest} folders deep");
    }

    private async Task FileAsync(string name, FileSystemInfo entry, CancellationToken cancellationToken)
    {
        var before = tracked.At(name);
        if (before is null && await IgnoresAsync(name, isFolder: false, cancellationToken).ConfigureAwait(false))
            return;
        _seen.Add(name); // whatever becomes of it, it is there
        if (before is null && secrets.Find(name) is [var named, ..])
        {
            LeaveOut(secrets.Without(name), $"has a name that holds {named.Kind}");
            return;
        }

        try
        {
            if (entry.LinkTarget is not null || (Site.HasNoLinks && before is { IsLink: true }))
                Link(name, entry.FullName, before);
            else
                await CopyAsync(name, entry.FullName, before, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LeaveOut(name, "is no regular file, or can't be read");
        }
    }

    // What git could not tell in time is not taken: it may be what a build left behind, of any size.
    private async Task<bool> IgnoresAsync(string name, bool isFolder, CancellationToken cancellationToken)
    {
        var isIgnored = await _ignored.IgnoresAsync(name, isFolder, cancellationToken).ConfigureAwait(false);
        if (isIgnored is null)
            LeaveOut(name, "is new, and the rules of .gitignore take too long to tell whether it is ignored");
        if (isIgnored == true)
            Added.Ignore(_root, name);
        return isIgnored ?? true;
    }

    private void Link(string name, string path, FileVersion? before)
    {
        var bytes = new FileInfo(path).LinkTarget is null ? Site.ReadLink(path) : LinkText.Read(path);
        if (before is { IsLink: true } && before.Id == BlobId.Of(bytes, before.Id.Length))
            return;
        var target = Encoding.UTF8.GetString(bytes);
        if (target.Contains('\uFFFD', StringComparison.Ordinal) || NameRules.FaultOfLink(name) is not null)
        {
            LeaveOut(name, NameRules.FaultOfLink(name) ?? "leads to a name that is no UTF-8");
            return;
        }

        if (secrets.Find(target) is [var secret, ..])
        {
            LeaveOut(name, $"holds {secret.Kind}");
            return;
        }

        File.CreateSymbolicLink(Place(name), target);
        _changed.Add(name);
    }

    private async Task CopyAsync(string name, string path, FileVersion? before, CancellationToken cancellationToken)
    {
        using var file = RegularFile.Open(path);
        if (!IsAt(file, path))
            throw new IOException($"'{path}' leads elsewhere.");
        var mode =
            OperatingSystem.IsWindows() || Site.HasNoModes ? before?.Mode ?? "100644"
            : (File.GetUnixFileMode(file.SafeFileHandle) & UnixFileMode.UserExecute) != 0 ? "100755"
            : "100644";
        if (before?.Mode == mode && await IsSameAsync(name, file, before!, cancellationToken).ConfigureAwait(false))
            return;
        if (file.Length > DeliveryRules.LargestFile)
        {
            LeaveOut(
                name,
                $"has {file.Length / DeliveryRules.Megabyte} MB, and "
                    + $"{DeliveryRules.LargestFile / DeliveryRules.Megabyte} is the limit"
            );
            return;
        }

        if ((_bytes += file.Length) > DeliveryRules.Largest)
        {
            LeaveOut(
                name,
                $"is beyond the {DeliveryRules.Largest / DeliveryRules.Megabyte} MB that are delivered at most"
            );
            return;
        }

        file.Position = 0;
        var content = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
        if (secrets.Find(content.Span) is [var secret, ..])
        {
            LeaveOut(name, $"holds {secret.Kind}");
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode =
                mode == "100755" ? PrivateFolder.Mode : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var copy = new FileStream(Place(name), options);
        copy.Write(content.Span);
        _changed.Add(name);
    }

    // Of a large file the size is compared first: nothing ends the reading of one that has terabytes of nothing.
    private async Task<bool> IsSameAsync(
        string name,
        FileStream file,
        FileVersion before,
        CancellationToken cancellationToken
    )
    {
        if (await smudged.HoldAsync(name, file, cancellationToken).ConfigureAwait(false))
            return true;
        if (file.Length > DeliveryRules.Megabyte)
        {
            var size = await judge
                .RunAsync(new GitCommand("cat-file", "-s", before.Id), cancellationToken)
                .ConfigureAwait(false);
            if (!size.IsGood || size.Text.Trim() != file.Length.ToString(CultureInfo.InvariantCulture))
                return false;
        }

        return before.Id == await BlobId.OfAsync(file, before.Id.Length, cancellationToken).ConfigureAwait(false);
    }

    // Into the same buffer each time: many large files need no more memory than one.
    private async Task<ReadOnlyMemory<byte>> ReadAsync(FileStream file, CancellationToken cancellationToken)
    {
        if (_buffer.Length < file.Length)
            _buffer = new byte[Math.Min(DeliveryRules.LargestFile, Math.Max(file.Length, 2L * _buffer.Length))];
        var length = (int)Math.Min(_buffer.Length, file.Length);
        return _buffer.AsMemory(
            0,
            await file.ReadAtLeastAsync(
                    _buffer.AsMemory(0, length),
                    length,
                    throwOnEndOfStream: false,
                    cancellationToken
                )
                .ConfigureAwait(false)
        );
    }

    private string Place(string name)
    {
        var place = Path.Combine(judge.Tree, name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Delete(place); // a copy of ignore rules may be there
        return place;
    }

    private void LeaveOut(string name, string reason)
    {
        if (_leftOut.Count < MostLeftOut)
            _leftOut.Add(new Finding(name, Policy.Block, reason));
    }

    private void LeaveOutFolder(string name, string reason)
    {
        _closed.Add(name);
        LeaveOut(name, reason);
    }

    // Sorted: whatever limit is reached, it is reached at the same file each time.
    private FileSystemInfo[] Entries(string path, string folder)
    {
        try
        {
            var options = new EnumerationOptions
            {
                AttributesToSkip = 0,
                IgnoreInaccessible = false,
                ReturnSpecialDirectories = false,
            };
            return
            [
                .. new DirectoryInfo(folder)
                    .EnumerateFileSystemInfos("*", options)
                    .Take(MostEntries + 1)
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LeaveOutFolder(path, "can't be read");
            return [];
        }
    }

    // A folder on the way may have become a link since it was listed.
    private static bool IsAt(FileStream file, string path) =>
        !OperatingSystem.IsLinux()
        || new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget is not { } real
        || real == path;
}
