using System.Text.RegularExpressions;
using OneShot.Core.Ports;

namespace OneShot.Core.Verifying;

/// <summary>The files that a command names, such as the script in <c>sh test/all.sh</c>.</summary>
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
        var words = Words().Matches(command).Select(word => OfTop(word.Value)).ToHashSet(StringComparer.Ordinal);
        string[] named =
        [
            .. (await files.PathsAsync(cancellationToken).ConfigureAwait(false)).Where(path =>
                words.Contains(path) && !Built().IsMatch(path)
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

    private static string OfTop(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    // As a shell parts them, without their quotes.
    [GeneratedRegex("""[^\s'"=;&|()<>]+""", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Words();

    // Solutions and projects are what is built and tested; what steers those is protected.
    [GeneratedRegex(@"\.(?:slnx?|slnf|[a-z]+proj)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Built();
}
