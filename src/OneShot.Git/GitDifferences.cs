using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>Compares texts with git, which shows a file as people know it.</summary>
/// <param name="git">Runs git.</param>
internal sealed class GitDifferences(GitRunner git) : ITextDifferences
{
    public async Task<string> OfAsync(string name, string before, string after, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("oneshot-diff-").FullName;
        try
        {
            var (old, next) = (Path.Combine(folder, "yours"), Path.Combine(folder, "oneshot's"));
            await File.WriteAllTextAsync(old, before, Encoding.UTF8, cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(next, after, Encoding.UTF8, cancellationToken).ConfigureAwait(false);
            var result = await git.RunAsync(
                    new GitCommand(
                        "diff",
                        "--no-index",
                        "--no-color",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--text",
                        "--",
                        old,
                        next
                    ),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (result.ExitCode > 1)
                throw OneShotErrors.GitFailed("diff", result.Reason);

            // The first four lines name the temporary files.
            return $"--- {name} (yours)\n+++ {name} "
                + $"(OneShot's)\n{string.Join('\n', result.Text.TrimEnd().Split('\n').Skip(4))}";
        }
        finally
        {
            Folders.Remove(folder);
        }
    }
}
