using System.Globalization;
using System.Text;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// Writes a commit as <c>git fast-import</c> reads it: one process makes its
/// contents, trees and the commit, at a cost that does not grow with the repository.
/// </summary>
/// <param name="stream">What git reads.</param>
/// <param name="cancellationToken">Stops writing.</param>
internal sealed class CommitStream(Stream stream, CancellationToken cancellationToken)
{
    /// <summary>The command that makes a commit, and prints its id.</summary>
    /// <param name="write">Writes it.</param>
    /// <remarks>No hook of the user's belongs here: nothing that they see is changed.</remarks>
    public static GitCommand Command(Func<CommitStream, Task> write) =>
        new("fast-import", "--quiet", "--date-format=raw")
        {
            Feed = (stream, cancellationToken) => write(new CommitStream(stream, cancellationToken)),
            Configuration = [("core.hooksPath", "/dev/null")],
        };

    /// <summary>Begins with all but its files, which are those of its parent until something is said of them.</summary>
    public async Task BeginAsync(string reference, string author, string committer, string message, string parent)
    {
        await LineAsync($"commit {reference}\nmark :1\nauthor {author}\ncommitter {committer}").ConfigureAwait(false);
        await DataAsync(Encoding.UTF8.GetBytes(message)).ConfigureAwait(false);
        await LineAsync($"from {parent}").ConfigureAwait(false);
    }

    /// <summary>Takes a file or a folder out.</summary>
    public Task RemoveAsync(string path) => LineAsync($"D {Quoted(path)}");

    /// <summary>Puts a file there whose content the repository has.</summary>
    public Task PutAsync(string path, FileVersion version) =>
        LineAsync($"M {version.Mode} {version.Id} {Quoted(path)}");

    /// <summary>Puts a file there.</summary>
    public async Task PutAsync(string path, string mode, ReadOnlyMemory<byte> content)
    {
        await LineAsync($"M {mode} inline {Quoted(path)}").ConfigureAwait(false);
        await DataAsync(content).ConfigureAwait(false);
    }

    /// <summary>Asks for its id.</summary>
    public Task EndAsync() => LineAsync("\nget-mark :1");

    /// <summary>Asks for its id, and leaves no ref: it is reset to nothing before git would write it.</summary>
    public async Task EndAsync(string reference, int idLength)
    {
        await EndAsync().ConfigureAwait(false);
        await LineAsync($"reset {reference}\nfrom {new string('0', idLength)}\n").ConfigureAwait(false);
    }

    private async Task DataAsync(ReadOnlyMemory<byte> content)
    {
        await LineAsync($"data {content.Length.ToString(CultureInfo.InvariantCulture)}").ConfigureAwait(false);
        await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        await LineAsync(string.Empty).ConfigureAwait(false);
    }

    private Task LineAsync(string text) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"), cancellationToken).AsTask();

    // Whatever a name holds: https://git-scm.com/docs/git-fast-import#_filemodify.
    private static string Quoted(string path) =>
        $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
