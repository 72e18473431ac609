using System.Collections.Concurrent;

namespace OneShot.Git;

/// <summary>
/// Tells whether a branch has anything of a change that was merged into it: its commits stay where they
/// are for ever, also after others have taken back what they did.
/// </summary>
/// <remarks>
/// git tries what would be left to take back, without writing anything: a merge of three trees. Where that says only
/// that somebody has worked on the same lines since, the commits that took something back are looked for.
/// </remarks>
internal sealed class HeldChange(GitRunner runner)
{
    /// <summary>The most bytes that are read; of a change that is larger than that something is there.</summary>
    private const int Most = 4 * 1024 * 1024;

    // Commits don't change: whoever writes pages again and again asks git once.
    private readonly ConcurrentDictionary<(string, string, string), bool> _known = [];

    /// <summary>Whether it was merged, and is there still.</summary>
    /// <param name="start">The commit that the change began with; <see langword="null"/> where nobody knows.</param>
    /// <param name="last">The last one of its own.</param>
    /// <param name="trunk">The branch's commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<bool> IsThereAsync(
        string? start,
        string last,
        string trunk,
        CancellationToken cancellationToken
    ) =>
        (await runner.RunAsync(GitCommand.IsAncestor(last, trunk), cancellationToken).ConfigureAwait(false)).IsGood
        && await IsLeftAsync(start, last, trunk, cancellationToken).ConfigureAwait(false);

    /// <summary>Whether one that is known to have been merged is there still.</summary>
    /// <inheritdoc cref="IsThereAsync"/>
    public async Task<bool> IsLeftAsync(string? start, string last, string trunk, CancellationToken cancellationToken)
    {
        if (start is null)
            return true;
        if (_known.TryGetValue((start, last, trunk), out var known))
            return known;
        return _known[(start, last, trunk)] = await LookAsync(start, last, trunk, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<bool> LookAsync(string start, string last, string trunk, CancellationToken cancellationToken)
    {
        var back = await ReadAsync(["merge-tree", last, trunk, start], cancellationToken).ConfigureAwait(false);
        return back is null
            || TriedMerges.Read(back) switch
            {
                TriedMerge.Nothing => false,
                TriedMerge.Clean => true,
                _ => !await IsTakenBackAsync(start, last, trunk, cancellationToken).ConfigureAwait(false),
            };
    }

    private async Task<bool> IsTakenBackAsync(
        string start,
        string last,
        string trunk,
        CancellationToken cancellationToken
    )
    {
        string[] list = ["rev-list", "--max-count=1000", "--format=%x00%H %P%x00%B%x00", $"{start}..{trunk}"];
        return await ReadAsync(list, cancellationToken).ConfigureAwait(false) is { } text
            && RevertedCommits.Read(text).HasAnyOf(last);
    }

    // Neither the user's merge drivers nor what the repository's forge has: it is only looked at.
    private async Task<string?> ReadAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var result = await runner
            .RunAsync(new GitCommand(arguments) { MostOutput = Most, IsApart = true }, cancellationToken)
            .ConfigureAwait(false);
        return result.IsGood && result.Output.Length < Most ? result.Text : null;
    }
}
