using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>Makes a commit with plumbing: its cost does not grow with the repository, and no ref is left.</summary>
internal sealed class GitCommits(GitRunner runner)
{
    public async Task<string> CommitAsync(NewCommit commit, RepositoryState state, CancellationToken cancellationToken)
    {
        var reference = RefName.Imports + Guid.NewGuid().ToString("N");
        var command = CommitStream.Command(async stream =>
        {
            await stream
                .BeginAsync(reference, state.Author!, state.Committer!, commit.Message, commit.Parent)
                .ConfigureAwait(false);
            await stream.PutAsync(commit.Path, "100644", commit.Content).ConfigureAwait(false);
            await stream.EndAsync(reference, commit.Parent.Length).ConfigureAwait(false);
        });
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.IsGood)
        {
            RemoveCrashReport(result.Error, state.GitDirectory, state.CommonDirectory);
            throw OneShotErrors.GitFailed("fast-import", result.Reason);
        }

        var id = result.Text.Trim();
        return state.SignsCommits ? await SignAsync(id, commit, state, cancellationToken).ConfigureAwait(false) : id;
    }

    // fast-import can't sign, and commit-tree does not look at commit.gpgsign by itself.
    private async Task<string> SignAsync(
        string unsigned,
        NewCommit commit,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        var (author, committer) = (Identity.Parse(state.Author!), Identity.Parse(state.Committer!));
        var command = new GitCommand("commit-tree", "-S", "-p", commit.Parent, "-F", "-", unsigned + "^{tree}")
        {
            Input = Encoding.UTF8.GetBytes(commit.Message),
            Configuration = [("i18n.commitEncoding", "UTF-8")],
            Environment =
            [
                ("GIT_AUTHOR_NAME", author.Name),
                ("GIT_AUTHOR_EMAIL", author.Email),
                ("GIT_COMMITTER_NAME", committer.Name),
                ("GIT_COMMITTER_EMAIL", committer.Email),
            ],
        };
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.IsGood ? result.Text.Trim() : throw OneShotErrors.SigningFailed(result.Reason);
    }

    /// <summary>Removes what a failed fast-import leaves in the user's git directory.</summary>
    public static void RemoveCrashReport(string error, params string[] folders)
    {
        const string mark = "fast_import_crash_";
        var start = error.IndexOf(mark, StringComparison.Ordinal);
        if (start < 0)
            return;
        var name = new string(error.Skip(start).TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_').ToArray());
        foreach (var folder in folders)
            File.Delete(Path.Combine(folder, name));
    }
}
