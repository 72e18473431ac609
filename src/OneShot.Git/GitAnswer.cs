namespace OneShot.Git;

/// <summary>Runs a git command in some repository, and gives its answer.</summary>
/// <param name="command">The command.</param>
/// <param name="cancellationToken">Stops git.</param>
internal delegate Task<GitResult> GitAnswer(GitCommand command, CancellationToken cancellationToken);
