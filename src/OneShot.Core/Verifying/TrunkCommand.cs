using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Verifying;

/// <summary>The command that verifies, and the feeds that it may reach: both are trunk's to say.</summary>
/// <param name="Line">The command, for a shell.</param>
/// <param name="Feeds">The texts of trunk's configuration of package feeds, by their names.</param>
internal sealed record TrunkCommand(string Line, IReadOnlyList<(string Name, string Text)> Feeds)
{
    /// <summary>Finds it.</summary>
    /// <param name="trunk">The files of the commit that the one-shot started from.</param>
    /// <param name="named">The command that somebody named; <see langword="null"/> for what trunk shows.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The command; <see langword="null"/> where trunk shows none.</returns>
    public static async Task<TrunkCommand?> FindAsync(
        ICommitFiles trunk,
        string? named,
        CancellationToken cancellationToken
    )
    {
        if (
            (named ?? await new VerifyCommands(trunk).FindAsync(cancellationToken).ConfigureAwait(false))
            is not { } line
        )
            return null;
        string[] names =
        [
            .. (await trunk.PathsAsync(cancellationToken).ConfigureAwait(false)).Where(path =>
                !path.Contains('/', StringComparison.Ordinal) && FeedFile.Kind(path) is not null
            ),
        ];
        var texts = await trunk.ReadAsync(names, cancellationToken).ConfigureAwait(false);
        return new TrunkCommand(line, [.. names.Zip(texts, (name, text) => (name, text ?? string.Empty))]);
    }
}
