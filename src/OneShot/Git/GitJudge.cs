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

    /// <summary>The git directory.</summary>
    public string Directory => directory;

    /// <summary>Runs a command whose failure means something.</summary>
    public Task<GitResult> RunAsync(GitCommand command, CancellationToken cancellationToken)
        => git.RunAsync(
            command with
            {
                Arguments = ["--git-dir=" + directory, "--work-tree=" + tree, .. command.Arguments],
                Environment = [.. command.Environment, .. GitEnvironment.WithoutUser, ("GIT_AUTHOR_NAME", identity.Name), ("GIT_AUTHOR_EMAIL", identity.Email), ("GIT_COMMITTER_NAME", identity.Name), ("GIT_COMMITTER_EMAIL", identity.Email)],
            },
            cancellationToken);

    /// <summary>Runs a command that has to succeed.</summary>
    public async Task<string> TextAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var command = new GitCommand(arguments);
        return Good(command, await RunAsync(command, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether a commit stands on another.</summary>
    public async Task<bool> StandsOnAsync(string start, string commit, CancellationToken cancellationToken)
        => (await RunAsync(GitCommand.IsAncestor(start, commit), cancellationToken).ConfigureAwait(false)).IsGood;

    /// <summary>Commits the index on top of a commit; one that holds the same already is returned.</summary>
    /// <param name="parent">That commit.</param>
    /// <param name="message">The message.</param>
    /// <param name="at">The time, for a commit that is the same however often it is made; <see langword="null"/> is now.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<string> CommitIndexAsync(string parent, string message, string? at, CancellationToken cancellationToken)
    {
        // What was there before may be missing in a partial clone, and is not looked at.
        var tree = await TextAsync(cancellationToken, "write-tree", "--missing-ok").ConfigureAwait(false);
        if (await TextAsync(cancellationToken, "rev-parse", parent + "^{tree}").ConfigureAwait(false) == tree) return parent;
        var command = new GitCommand("commit-tree", tree, "-p", parent, "-m", message);
        if (at is not null) command = command with { Environment = [("GIT_AUTHOR_DATE", at), ("GIT_COMMITTER_DATE", at)] };
        return Good(command, await RunAsync(command, cancellationToken).ConfigureAwait(false));
    }

    private static string Good(GitCommand command, GitResult result)
        => result.IsGood ? result.Text.TrimEnd('\n') : throw OneShotErrors.DeliveryRefused($"git {command.Name}: {result.Reason}.");
}
