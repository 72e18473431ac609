using System.Globalization;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>Makes a commit with plumbing: its cost does not grow with the repository, and no ref is left.</summary>
internal sealed class GitCommits(GitRunner runner)
{
    public async Task<string> CommitAsync(NewCommit commit, RepositoryState state, CancellationToken cancellationToken)
    {
        // No hook of the user's belongs here: nothing that they see is changed.
        var command = new GitCommand("fast-import", "--quiet", "--date-format=raw")
        {
            Input = Stream(commit, state),
            Configuration = [("core.hooksPath", "/dev/null")],
        };
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.IsGood)
        {
            RemoveCrashReport(result.Error, state);
            throw OneShotErrors.GitFailed("fast-import", result.Reason);
        }

        var id = result.Text.Trim();
        return state.SignsCommits ? await SignAsync(id, commit, state, cancellationToken).ConfigureAwait(false) : id;
    }

    private static byte[] Stream(NewCommit commit, RepositoryState state)
    {
        // The ref exists only inside of this stream: it is reset to nothing before git would write it.
        var reference = RefName.Imports + Guid.NewGuid().ToString("N");
        var message = Encoding.UTF8.GetBytes(commit.Message);
        var stream = new MemoryStream();
        Write(
            $"commit {reference}\nmark :1\nauthor {state.Author}\ncommitter {state.Committer}\ndata "
                + $"{message.Length.ToString(CultureInfo.InvariantCulture)}\n"
        );
        stream.Write(message);
        Write(
            $"\nfrom {commit.Parent}\nM 100644 inline {commit.Path}\ndata "
                + $"{commit.Content.Length.ToString(CultureInfo.InvariantCulture)}\n"
        );
        stream.Write(commit.Content.Span);
        Write($"\nget-mark :1\nreset {reference}\nfrom {new string('0', commit.Parent.Length)}\n\n");
        return stream.ToArray();

        void Write(string text) => stream.Write(Encoding.UTF8.GetBytes(text));
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

    private static void RemoveCrashReport(string error, RepositoryState state)
    {
        const string mark = "fast_import_crash_";
        var start = error.IndexOf(mark, StringComparison.Ordinal);
        if (start < 0)
            return;
        var name = new string(error.Skip(start).TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_').ToArray());
        foreach (var folder in new[] { state.GitDirectory, state.CommonDirectory })
            File.Delete(Path.Combine(folder, name));
    }
}
