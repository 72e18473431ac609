using System.Text;
using OneShot.Core.Judging;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>
/// Takes what a walk found into the judge's index. How a file is read is told by the attributes of the commit that is there already, never
/// by those that came with it: an encoding that does not fit, or a rule that takes years to compare, would end the whole delivery.
/// </summary>
/// <param name="judge">The judge, whose work tree holds the copies.</param>
/// <param name="idLength">The characters of an object's id.</param>
internal sealed class JudgedIndex(GitJudge judge, int idLength)
{
    private const string Attributes = ".gitattributes";

    private readonly List<Finding> _leftOut = [];

    /// <summary>Takes it.</summary>
    /// <param name="changed">What differs.</param>
    /// <param name="gone">What is gone.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What could not be taken, and why.</returns>
    public async Task<IReadOnlyList<Finding>> TakeAsync(IReadOnlyList<string> changed, IEnumerable<string> gone, CancellationToken cancellationToken)
    {
        var goneRules = gone.ToLookup(AreAttributes);
        var rules = await KeptAsync(changed.Where(AreAttributes), cancellationToken).ConfigureAwait(false);
        await RunAsync(["--force-remove", "-z", "--stdin"], goneRules[false], cancellationToken).ConfigureAwait(false);
        var others = changed.Where(path => !rules.ContainsKey(path)).ToArray();
        var filters = await FiltersAsync(others, cancellationToken).ConfigureAwait(false);
        foreach (var path in others.Where(filters.ContainsKey)) _leftOut.Add(new Finding(path, Policy.Block, Unfiltered(filters[path])));
        await AddAsync([.. others.Where(path => !filters.ContainsKey(path))], cancellationToken).ConfigureAwait(false);
        var lines = goneRules[true].Select(path => $"0 {new string('0', idLength)}\t{path}").Concat(rules.Select(rule => $"{rule.Value}\t{rule.Key}"));
        if (rules.Count > 0 || goneRules[true].Any())
        {
            // Without what git knows of the copies: it would compare those it made just now once more, by the new rules.
            var tree = await judge.TextAsync(new GitCommand("write-tree", "--missing-ok"), cancellationToken).ConfigureAwait(false);
            await judge.TextAsync(new GitCommand("read-tree", tree), cancellationToken).ConfigureAwait(false);
        }

        await RunAsync(["-z", "--index-info"], lines, cancellationToken).ConfigureAwait(false);
        return _leftOut;
    }

    private static bool AreAttributes(string path) => path == Attributes || path.EndsWith("/" + Attributes, StringComparison.Ordinal);

    // Their bytes as they are. A copy that stayed would be obeyed; a link is not, and is taken as every other.
    private async Task<Dictionary<string, string>> KeptAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var copy = Path.Combine(judge.Tree, path);
            if (RegularFile.TryRead(copy, (int)DeliveryRules.LargestFile) is not { } bytes) continue;
            var isProgram = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(copy) & UnixFileMode.UserExecute) != 0;
            var id = await judge.TextAsync(new GitCommand("hash-object", "-w", "--stdin") { Input = bytes }, cancellationToken).ConfigureAwait(false);
            kept[path] = $"{(isProgram ? "100755" : "100644")} {id}";
            File.Delete(copy);
        }

        return kept;
    }

    private static string Unfiltered(string filter)
        => $"has the filter {SafeText.Cut(SafeText.Line(filter), 40)} in .gitattributes, which is not run on an agent's work: "
            + "it would be delivered as it is here, such as unencrypted";

    // By the attributes of the commit that is in the index. Who encrypts files by a filter would publish what the filter hides.
    private async Task<IReadOnlyDictionary<string, string>> FiltersAsync(string[] paths, CancellationToken cancellationToken)
    {
        var files = paths.Where(path => new FileInfo(Path.Combine(judge.Tree, path)) is { Exists: true, LinkTarget: null }).ToArray();
        if (files.Length == 0) return new Dictionary<string, string>();
        var command = new GitCommand("check-attr", "--cached", "-z", "--stdin", "filter")
        {
            Input = Encoding.UTF8.GetBytes(string.Concat(files.Select(path => path + "\0"))),
        };

        // Path, attribute and value, each ended by NUL.
        var answers = (await judge.TextAsync(command, cancellationToken).ConfigureAwait(false)).Split('\0').Chunk(3);
        return answers.Where(answer => answer is [_, _, not ("unspecified" or "unset")]).ToDictionary(answer => answer[0], answer => answer[2]);
    }

    // Where git can't take all of it, it is asked for each half, down to the file.
    private async Task AddAsync(string[] paths, CancellationToken cancellationToken)
    {
        if (paths.Length == 0) return;
        var added = await judge.RunAsync(Command(["--add", "--replace", "-z", "--stdin"], paths), cancellationToken).ConfigureAwait(false);
        if (added.IsGood) return;
        if (paths.Length == 1)
        {
            _leftOut.Add(new Finding(paths[0], Policy.Block, $"can't be taken as the attributes of the repository say: {added.Reason}"));
            return;
        }

        await AddAsync(paths[..(paths.Length / 2)], cancellationToken).ConfigureAwait(false);
        await AddAsync(paths[(paths.Length / 2)..], cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(string[] how, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var command = Command(how, lines);
        if (!command.Input.IsEmpty) await judge.TextAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private static GitCommand Command(string[] how, IEnumerable<string> lines)
        => new(["update-index", .. how]) { Input = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\0"))) };
}
