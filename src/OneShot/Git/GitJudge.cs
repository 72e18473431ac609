using OneShot.Core.Errors;

namespace OneShot.Git;

/// <summary>Git with a git directory that no agent has seen, and without the user's configuration: nothing that an agent wrote is run by it. A failure is the agent's: OS6014.</summary>
/// <param name="git">Runs git.</param>
/// <param name="directory">The git directory.</param>
/// <param name="tree">The work tree that is looked at.</param>
/// <param name="identity">Name and address of the commits that are made.</param>
internal sealed class GitJudge(GitRunner git, string directory, string tree, Identity identity)
{
    public (string Name, string Email) Committer => (identity.Name, identity.Email);

    /// <summary>Runs a command whose failure means something.</summary>
    public Task<GitResult> RunAsync(GitCommand command, CancellationToken cancellationToken)
        => git.RunAsync(
            command with
            {
                Arguments = ["--git-dir=" + directory, "--work-tree=" + tree, .. command.Arguments],
                Environment = [.. GitEnvironment.WithoutUser, ("GIT_AUTHOR_NAME", identity.Name), ("GIT_AUTHOR_EMAIL", identity.Email), ("GIT_COMMITTER_NAME", identity.Name), ("GIT_COMMITTER_EMAIL", identity.Email)],
            },
            cancellationToken);

    /// <summary>Runs a command that has to succeed.</summary>
    public async Task<string> TextAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await RunAsync(new GitCommand(arguments), cancellationToken).ConfigureAwait(false);
        return result.IsGood ? result.Text.TrimEnd('\n') : throw OneShotErrors.DeliveryRefused($"git {arguments[0]}: {result.Reason}.");
    }

    /// <summary>Whether a commit stands on another.</summary>
    public async Task<bool> StandsOnAsync(string start, string commit, CancellationToken cancellationToken)
        => (await RunAsync(new GitCommand("merge-base", "--is-ancestor", start, commit), cancellationToken).ConfigureAwait(false)).IsGood;

    /// <summary>Commits the index on top of a commit; one that holds the same already is returned.</summary>
    public async Task<string> CommitIndexAsync(string parent, string message, CancellationToken cancellationToken)
    {
        var tree = await TextAsync(cancellationToken, "write-tree").ConfigureAwait(false);
        return await TextAsync(cancellationToken, "rev-parse", parent + "^{tree}").ConfigureAwait(false) == tree
            ? parent
            : await TextAsync(cancellationToken, "commit-tree", tree, "-p", parent, "-m", message).ConfigureAwait(false);
    }
}
