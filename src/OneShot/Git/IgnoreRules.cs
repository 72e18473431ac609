using System.Diagnostics;
using System.Text;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>Asks git which new files its ignore rules leave out. Git sees copies of the rules' files in a folder of ours, and never the tree they come from.</summary>
/// <param name="judge">The judge, whose work tree takes the copies.</param>
internal sealed class IgnoreRules(GitJudge judge) : IDisposable
{
    private const string Name = ".gitignore";
    private const int LargestFile = 1024 * 1024;
    private const int LongestAnswer = 64 * 1024;

    private Process? _process;
    private NulReader _answers = null!;

    /// <summary>Takes a folder's rules in; called before anything in the folder is asked about.</summary>
    /// <param name="path">The folder's path in the tree.</param>
    /// <param name="folder">Where the folder is.</param>
    public void Enter(string path, string folder)
    {
        if (RegularFile.TryRead(Path.Combine(folder, Name), LargestFile) is not { Length: <= LargestFile } rules) return;
        var copy = Path.Combine(judge.Tree, path, Name);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllBytes(copy, rules);
    }

    /// <summary>Whether a new file or folder is left out.</summary>
    public async Task<bool> IgnoresAsync(string path, bool isFolder, CancellationToken cancellationToken)
    {
        // Rules that end in a slash are for folders only, and git looks which it is.
        if (isFolder) Directory.CreateDirectory(Path.Combine(judge.Tree, path));
        _process ??= Start();
        var input = _process.StandardInput.BaseStream;
        await input.WriteAsync(Encoding.UTF8.GetBytes(path + "\0"), cancellationToken).ConfigureAwait(false);
        await input.FlushAsync(cancellationToken).ConfigureAwait(false);

        // The rules' file, the line in it, the rule, the path: all but the path are empty where no rule matches.
        var answer = new string[4];
        for (var i = 0; i < answer.Length; i++)
        {
            var part = await _answers.NextAsync(cancellationToken).ConfigureAwait(false) ?? throw new IOException("git check-ignore ended.");
            answer[i] = Encoding.UTF8.GetString(part);
        }

        return answer[2].Length > 0 && answer[2][0] != '!';
    }

    public void Dispose()
    {
        if (_process is null) return;
        GitRunner.End(_process);
        _process.Dispose();
    }

    private Process Start()
    {
        var process = judge.Start(new GitCommand("check-ignore", "-z", "--stdin", "--verbose", "--non-matching", "--no-index"));
        _answers = new NulReader(process.StandardOutput.BaseStream, LongestAnswer);
        return process;
    }
}
