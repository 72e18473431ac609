using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>How a tree was checked out, read before its session: what git did there nobody else has done.</summary>
internal sealed record CheckedOutTree
{
    private const int LongestLink = 4096;

    /// <summary>Paths of the commit that were left out, as sparse patterns say.</summary>
    public IReadOnlySet<string> Absent { get; init; } = new HashSet<string>();

    /// <summary>Whether git does not look at what may be run.</summary>
    public bool HasNoModes { get; init; }

    /// <summary>Whether links are files that hold where they lead to.</summary>
    public bool HasNoLinks { get; init; }

    /// <summary>Configuration of line ends.</summary>
    public IReadOnlyList<(string Key, string Value)> LineEnds { get; init; } = [];

    /// <summary>Reads a link that is a file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public byte[] ReadLink(string path) =>
        HasNoLinks && RegularFile.TryRead(path, LongestLink) is { Length: > 0 and <= LongestLink } bytes
            ? bytes
            : throw new IOException($"'{path}' is no link.");

    /// <summary>Reads it of the user's own work tree.</summary>
    /// <param name="user">Runs git there.</param>
    /// <param name="configuration">The user's configuration.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<CheckedOutTree> ReadAsync(
        GitRunner user,
        GitConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var listed = configuration.IsOn("core.sparsecheckout")
            ? await user.RunAsync(new GitCommand("ls-files", "-z", "-t", "--full-name", ":/"), cancellationToken)
                .ConfigureAwait(false)
            : null;
        var absent = (listed?.Text ?? "").Split('\0').Where(line => line.StartsWith("S ", StringComparison.Ordinal));
        return new CheckedOutTree
        {
            Absent = absent.Select(line => line[2..]).ToHashSet(StringComparer.Ordinal),
            HasNoModes = configuration.Last("core.filemode") is not null && !configuration.IsOn("core.filemode"),
            HasNoLinks = configuration.Last("core.symlinks") is not null && !configuration.IsOn("core.symlinks"),
            LineEnds = [.. LineEndsOf(configuration)],
        };
    }

    // Words that git would refuse never reach it: it refused them already where the tree was checked out.
    private static IEnumerable<(string Key, string Value)> LineEndsOf(GitConfiguration configuration)
    {
        if (configuration.Last("core.autocrlf") is { } automatic)
        {
            var isInput = automatic.Equals("input", StringComparison.OrdinalIgnoreCase);
            yield return (
                "core.autocrlf",
                isInput ? "input"
                : configuration.IsOn("core.autocrlf") ? "true"
                : "false"
            );
        }

        if (configuration.Last("core.eol")?.ToLowerInvariant() is "lf" or "crlf" or "native")
            yield return ("core.eol", configuration.Last("core.eol")!.ToLowerInvariant());
    }
}
