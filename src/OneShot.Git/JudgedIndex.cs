using System.Text;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Storage;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>
/// Takes what a walk found into the judge's index. How a file is read is told by the attributes
/// of the commit that is there already, never by those that came with it: an encoding that does
/// not fit, or a rule that takes years to compare, would end the whole delivery.
/// </summary>
/// <param name="judge">The judge, whose work tree holds the copies.</param>
/// <param name="start">The commit that is there.</param>
/// <param name="filters">The filters that are applied when what is
/// here is delivered; until then such a file stays as it is.</param>
/// <param name="tracked">What it holds.</param>
internal sealed class JudgedIndex(IsolatedGit judge, string start, GitFilters filters, TrackedFiles tracked)
{
    private const string Attributes = ".gitattributes";

    private readonly List<Finding> _leftOut = [];

    /// <summary>Configuration of line ends that the tree was checked out with.</summary>
    public IReadOnlyList<(string Key, string Value)> LineEnds { get; init; } = [];

    /// <summary>Takes it.</summary>
    /// <param name="changed">What differs.</param>
    /// <param name="gone">What is gone.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What could not be taken, and why.</returns>
    public async Task<IReadOnlyList<Finding>> TakeAsync(
        IReadOnlyList<string> changed,
        IEnumerable<string> gone,
        CancellationToken cancellationToken
    )
    {
        var goneRules = gone.ToLookup(AreAttributes);
        var rules = await KeptAsync(changed.Where(AreAttributes), cancellationToken).ConfigureAwait(false);
        await RunAsync(["--force-remove", "-z", "--stdin"], goneRules[false], cancellationToken).ConfigureAwait(false);
        var others = changed.Where(path => !rules.ContainsKey(path)).ToArray();
        var filtered = await FilteredAsync(others, cancellationToken).ConfigureAwait(false);
        foreach (var (path, filter) in filtered.Where(pair => !filters.Handle(pair.Value)))
            _leftOut.Add(new Finding(path, Policy.Block, GitFilters.Lack(filter)));
        var plain = others.Where(path => !filtered.ContainsKey(path)).ToArray();
        var same = await UntouchedAsync(plain, cancellationToken).ConfigureAwait(false);
        await AddAsync([.. plain.Where(path => !same.Contains(path))], cancellationToken).ConfigureAwait(false);
        await RunAsync(
                ["-z", "--index-info"],
                same.Select(path => $"{ModeOf(Path.Combine(judge.Tree, path))} {tracked.At(path)!.Id}\t{path}"),
                cancellationToken
            )
            .ConfigureAwait(false);
        await AddAsIsAsync(
                [.. filtered.Where(pair => filters.Handle(pair.Value)).Select(pair => pair.Key)],
                cancellationToken
            )
            .ConfigureAwait(false);
        var lines = goneRules[true]
            .Select(path => $"0 {new string('0', start.Length)}\t{path}")
            .Concat(rules.Select(rule => $"{rule.Value}\t{rule.Key}"));
        if (rules.Count > 0 || goneRules[true].Any())
        {
            // Without what git knows of the copies: it would compare
            // those it made just now once more, by the new rules.
            var tree = await judge
                .TextAsync(new GitCommand("write-tree", "--missing-ok"), cancellationToken)
                .ConfigureAwait(false);
            await judge.TextAsync(new GitCommand("read-tree", tree), cancellationToken).ConfigureAwait(false);
        }

        await RunAsync(["-z", "--index-info"], lines, cancellationToken).ConfigureAwait(false);
        return _leftOut;
    }

    /// <summary>Whether a file is one of attributes: on some machines a name in any case is.</summary>
    public static bool AreAttributes(string path) => FoldedName.Of(path.Split('/')[^1]) == Attributes;

    // Their bytes as they are. A copy that stayed would be obeyed; a link is not, and is taken as every other.
    private async Task<Dictionary<string, string>> KeptAsync(
        IEnumerable<string> paths,
        CancellationToken cancellationToken
    )
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var copy = Path.Combine(judge.Tree, path);
            if (RegularFile.TryRead(copy, (int)DeliveryRules.LargestFile) is not { } bytes)
                continue;
            var id = await judge
                .TextAsync(new GitCommand("hash-object", "-w", "--stdin") { Input = bytes }, cancellationToken)
                .ConfigureAwait(false);
            kept[path] = $"{ModeOf(copy)} {id}";
            File.Delete(copy);
        }

        return kept;
    }

    // What git makes of a file where it checks it out need not become the same again where it takes it back. Bytes that
    // nobody touched stay what they are: only the right to be run may differ.
    private async Task<HashSet<string>> UntouchedAsync(string[] paths, CancellationToken cancellationToken)
    {
        var files = paths
            .Where(path =>
                tracked.At(path) is { IsLink: false, IsRepository: false }
                && new FileInfo(Path.Combine(judge.Tree, path)) is { Exists: true, LinkTarget: null }
            )
            .ToArray();
        if (files.Length == 0)
            return [];
        var plain = PrivateFolder.Make(Path.Combine(judge.Folder, "checked-out"));
        var command = new GitCommand("checkout-index", "--force", "--quiet", $"--prefix={plain}/", "-z", "--stdin")
        {
            Input = Encoding.UTF8.GetBytes(string.Concat(files.Select(path => path + "\0"))),
            Configuration = LineEnds,
        };

        // One that can't be converted is not there, and is no other's fault.
        await judge.RunAsync(command, cancellationToken).ConfigureAwait(false);
        var same = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in files)
        {
            if (SameBytes(Path.Combine(plain, path), Path.Combine(judge.Tree, path)))
                same.Add(path);
        }

        Folders.Remove(plain);
        return same;
    }

    // Both are copies of ours, within the limits of a delivery.
    private static bool SameBytes(string one, string other) =>
        new FileInfo(one) is { Exists: true } file
        && file.Length == new FileInfo(other).Length
        && File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));

    // By the attributes of the start. Who encrypts files by a filter would publish what the filter hides.
    private Task<IReadOnlyDictionary<string, string>> FilteredAsync(string[] paths, CancellationToken cancellationToken)
    {
        var files = paths.Where(path =>
            new FileInfo(Path.Combine(judge.Tree, path)) is { Exists: true, LinkTarget: null }
        );
        return judge.RulesOf(start).OfAsync([.. files], cancellationToken);
    }

    // Each name is a line, of which git takes a carriage return off the end.
    private async Task AddAsIsAsync(string[] paths, CancellationToken cancellationToken)
    {
        static bool IsLine(string path) => !path.Contains('\n', StringComparison.Ordinal) && !path.EndsWith('\r');
        foreach (var path in paths.Where(path => !IsLine(path)))
            _leftOut.Add(new Finding(path, Policy.Block, "has a name with control characters"));
        paths = [.. paths.Where(IsLine)];
        if (paths.Length == 0)
            return;
        var command = new GitCommand("hash-object", "-w", "--no-filters", "--stdin-paths")
        {
            Input = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => $"./{path}\n"))),
        };
        var ids = (await judge.TextAsync(command, cancellationToken).ConfigureAwait(false)).Split('\n');
        var lines = paths.Zip(ids, (path, id) => $"{ModeOf(Path.Combine(judge.Tree, path))} {id}\t{path}");
        await RunAsync(["-z", "--index-info"], lines, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The mode of a regular file among the copies.</summary>
    public static string ModeOf(string copy) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(copy) & UnixFileMode.UserExecute) != 0
            ? "100755"
            : "100644";

    // Where git can't take all of it, it is asked for each half, down to the file.
    private async Task AddAsync(string[] paths, CancellationToken cancellationToken)
    {
        if (paths.Length == 0)
            return;
        var added = await judge
            .RunAsync(
                Command(["--add", "--replace", "-z", "--stdin"], paths) with
                {
                    Configuration = LineEnds,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (added.IsGood)
            return;
        if (paths.Length == 1)
        {
            _leftOut.Add(
                new Finding(
                    paths[0],
                    Policy.Block,
                    $"can't be taken as the attributes of the repository say: {added.Reason}"
                )
            );
            return;
        }

        await AddAsync(paths[..(paths.Length / 2)], cancellationToken).ConfigureAwait(false);
        await AddAsync(paths[(paths.Length / 2)..], cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(string[] how, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var command = Command(how, lines);
        if (!command.Input.IsEmpty)
            await judge.TextAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private static GitCommand Command(string[] how, IEnumerable<string> lines) =>
        new(["update-index", .. how])
        {
            Input = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\0"))),
        };
}
