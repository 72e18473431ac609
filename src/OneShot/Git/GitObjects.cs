using System.Diagnostics;
using System.Globalization;
using System.Text;
using OneShot.Core.Errors;

namespace OneShot.Git;

/// <summary>Reads objects through one <c>git cat-file --batch</c>, which sees also what was fetched after it was started.</summary>
/// <param name="runner">Starts git.</param>
/// <param name="onlyHere">Whether git must not get what is missing from a partial clone's remote.</param>
internal sealed class GitObjects(GitRunner runner, bool onlyHere = false) : IDisposable
{
    /// <summary>Prompts have at most 256 KiB and workflow files at most 512 KiB; more is no file of ours.</summary>
    private const long Limit = 4 * 1024 * 1024;

    private readonly Process _process = runner.Start(new GitCommand("cat-file", "--batch") { Environment = onlyHere ? [("GIT_ALLOW_PROTOCOL", "none"), ("GIT_NO_REPLACE_OBJECTS", "1")] : [] });

    public async Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(runner.Timeout);
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(name + "\n"), limit.Token).ConfigureAwait(false);
            await _process.StandardInput.BaseStream.FlushAsync(limit.Token).ConfigureAwait(false);
            var header = await ReadLineAsync(limit.Token).ConfigureAwait(false);
            if (header.Split(' ') is not [.., { } type, { } length] || type is not ("commit" or "blob" or "tree" or "tag") || !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return null;
            if (size > Limit) throw OneShotErrors.GitFailed("cat-file", $"{name} has {size} bytes");
            var content = new byte[size + 1];
            await _process.StandardOutput.BaseStream.ReadExactlyAsync(content, limit.Token).ConfigureAwait(false);
            return Encoding.UTF8.GetString(content, 0, (int)size);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw OneShotErrors.GitTimedOut("cat-file", runner.Timeout.TotalSeconds);
        }
        catch (IOException)
        {
            var error = await _process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            throw OneShotErrors.GitFailed("cat-file", new GitResult(128, [], error).Reason);
        }
    }

    public void Dispose()
    {
        GitRunner.End(_process);
        _process.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(100);
        var one = new byte[1];
        while (true)
        {
            await _process.StandardOutput.BaseStream.ReadExactlyAsync(one, cancellationToken).ConfigureAwait(false);
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]);
            line.Add(one[0]);
        }
    }
}
