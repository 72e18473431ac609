using System.Text.RegularExpressions;
using OneShot.Core.Ports;

namespace OneShot.Core.Verifying;

/// <summary>
/// The files that a command names, such as the script in <c>sh test/all.sh</c> or <c>cd test &amp;&amp; sh all.sh</c>.
/// </summary>
/// <param name="files">The files of trunk, whose command it is.</param>
internal sealed partial class VerifyScripts(ICommitFiles files)
{
    /// <summary>Those that are not as they are in another commit: a shell runs those of the tree it stands in.</summary>
    /// <param name="command">The command.</param>
    /// <param name="other">The other commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Their paths.</returns>
    public async Task<IReadOnlyList<string>> DifferingAsync(
        string command,
        ICommitFiles other,
        CancellationToken cancellationToken
    )
    {
        var words = WordsOf(command);
        string[] named =
        [
            .. (await files.PathsAsync(cancellationToken).ConfigureAwait(false)).Where(path =>
                IsNamed(path, words) && !Built().IsMatch(path)
            ),
        ];
        var own = await files.ReadAsync(named, cancellationToken).ConfigureAwait(false);
        string[] there = [.. (await other.PathsAsync(cancellationToken).ConfigureAwait(false)).Where(named.Contains)];
        var theirs = there
            .Zip(await other.ReadAsync(there, cancellationToken).ConfigureAwait(false))
            .ToDictionary(file => file.First, file => file.Second);
        // One that is too large to be read may be another.
        return [.. named.Where((path, i) => own[i] is not { } text || theirs.GetValueOrDefault(path) != text)];
    }

    /// <summary>The words of a command, as a shell parts them; paths without a <c>./</c> before them.</summary>
    /// <param name="command">The command.</param>
    public static HashSet<string> WordsOf(string command) =>
        Words().Matches(command).Select(word => OfTop(word.Value)).ToHashSet(StringComparer.Ordinal);

    // By its whole path, or by a folder and what is in it: "cd ci && sh all.sh". One in $PWD is one of the top.
    private static bool IsNamed(string path, HashSet<string> words)
    {
        if (words.Contains(path))
            return true;
        for (var at = path.IndexOf('/'); at > 0; at = path.IndexOf('/', at + 1))
        {
            if ((words.Contains(path[..at]) || words.Contains(path[..(at + 1)])) && words.Contains(path[(at + 1)..]))
                return true;
        }

        return words.Any(word => word.StartsWith('$') && word.EndsWith("/" + path, StringComparison.Ordinal));
    }

    private static string OfTop(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    // As a shell parts them, without their quotes.
    [GeneratedRegex("""[^\s'"=;&|()<>]+""", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Words();

    // Solutions and projects are what is built and tested; what steers those is protected.
    [GeneratedRegex(@"\.(?:slnx?|slnf|[a-z]+proj)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Built();
}
