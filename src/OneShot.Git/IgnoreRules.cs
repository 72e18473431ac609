using System.Diagnostics;
using System.Text;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>
/// Asks git which new files its ignore rules leave out. Git sees copies of
/// the rules' files in a folder of ours, and never the tree they come from.
/// </summary>
/// <param name="judge">The judge, whose work tree takes the copies.</param>
internal sealed class IgnoreRules(IsolatedGit judge) : IDisposable
{
    /// <summary>The rules' file.</summary>
    public const string Name = ".gitignore";

    private const int LargestFile = 1024 * 1024;
    private const int LongestAnswer = 64 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _patience = judge.Patience < Longest ? judge.Patience : Longest;
    private readonly Stopwatch _asked = new();
    private bool _hasAny = judge.Rules.HasExcludes;
    private Process? _process;
    private NulReader _answers = null!;

    /// <summary>Takes a folder's rules in; called before anything in the folder is asked about.</summary>
    /// <param name="path">The folder's path in the tree.</param>
    /// <param name="folder">Where the folder is.</param>
    /// <returns>Whether it could be done: a path may be too long.</returns>
    public bool TryEnter(string path, string folder)
    {
        if (RegularFile.TryRead(Path.Combine(folder, Name), LargestFile) is not { Length: <= LargestFile } rules)
            return true;
        var copy = Path.Combine(judge.Tree, path, Name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllBytes(copy, rules);
            return _hasAny = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a new file or folder is left out.</summary>
    /// <returns><see langword="null"/> when it can't be told: a few
    /// rules can be made so that git compares for years.</returns>
    /// <exception cref="IOException">git could not answer.</exception>
    public async Task<bool?> IgnoresAsync(string path, bool isFolder, CancellationToken cancellationToken)
    {
        if (!_hasAny)
            return false;
        if (_asked.Elapsed >= _patience)
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience - _asked.Elapsed);
        _asked.Start();
        try
        {
            return await AskAsync(path, isFolder, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Dispose();
            return null;
        }
        catch (IOException)
        {
            Dispose(); // the next question is asked anew
            throw;
        }
        finally
        {
            _asked.Stop();
        }
    }

    private async Task<bool> AskAsync(string path, bool isFolder, CancellationToken cancellationToken)
    {
        // Rules that end in a slash are for folders only, and git looks which it is.
        if (isFolder)
            Directory.CreateDirectory(Path.Combine(judge.Tree, path));
        _process ??= Start();
        var input = _process.StandardInput.BaseStream;

        // With the folder before it: a name that begins with a colon would be a word to git.
        await input.WriteAsync(Encoding.UTF8.GetBytes($"./{path}\0"), cancellationToken).ConfigureAwait(false);
        await input.FlushAsync(cancellationToken).ConfigureAwait(false);

        // The rules' file, the line in it, the rule, the path: all but the path are empty where no rule matches.
        var answer = new string[4];
        for (var i = 0; i < answer.Length; i++)
        {
            var part =
                await _answers.NextAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new IOException("git check-ignore ended.");
            answer[i] = Encoding.UTF8.GetString(part);
        }

        return answer[2].Length > 0 && answer[2][0] != '!';
    }

    public void Dispose()
    {
        if (_process is null)
            return;
        GitRunner.Finish(_process);
        _process.Dispose();
        _process = null;
    }

    private Process Start()
    {
        var process = judge.Start(
            new GitCommand("check-ignore", "-z", "--stdin", "--verbose", "--non-matching", "--no-index")
        );
        _answers = new NulReader(process.StandardOutput.BaseStream, LongestAnswer);
        return process;
    }
}
