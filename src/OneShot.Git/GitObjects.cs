using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using OneShot.Core.Errors;

namespace OneShot.Git;

/// <summary>
/// Reads objects through one <c>git cat-file --batch</c>, which sees also what was fetched after it was started.
/// </summary>
/// <param name="process">That process.</param>
/// <param name="timeout">The longest wait for an object.</param>
internal sealed class GitObjects(Process process, TimeSpan timeout) : IDisposable
{
    /// <summary>Prompts have at most 256 KiB and workflow files at most 512 KiB; more is no file of ours.</summary>
    private const long Limit = 4 * 1024 * 1024;

    /// <summary>Reads a user's objects.</summary>
    /// <param name="runner">Starts git.</param>
    /// <param name="onlyHere">Whether git must not get what is missing from a partial clone's remote.</param>
    public GitObjects(GitRunner runner, bool onlyHere = false)
        : this(runner.Start(onlyHere ? LocalBatch : Batch), runner.Timeout) { }

    /// <summary>The command that the process runs.</summary>
    public static GitCommand Batch { get; } = new("cat-file", "--batch");

    private static GitCommand LocalBatch { get; } = Batch with { Environment = GitTrunkFile.OnlyHere };

    /// <summary>Reads a text.</summary>
    /// <returns>The text; <see langword="null"/> when there is no such object.</returns>
    public async Task<string?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await ReadAsync(name, Limit, cancellationToken).ConfigureAwait(false) is { } content
            ? Encoding.UTF8.GetString(content)
            : null;

    /// <summary>Reads an object.</summary>
    /// <param name="name">Its id, or an expression that names it.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Its content; <see langword="null"/> when there is no such object.</returns>
    public async Task<byte[]?> ReadAsync(string name, long most, CancellationToken cancellationToken)
    {
        var content = new ArrayBufferWriter<byte>();
        return await ReadAsync(name, most, content, cancellationToken).ConfigureAwait(false)
            ? content.WrittenSpan.ToArray()
            : null;
    }

    /// <summary>Reads an object into a buffer, which may be used again for the next.</summary>
    /// <param name="name">Its id, or an expression that names it.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="content">Its bytes are written to it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether there is such an object.</returns>
    public Task<bool> ReadAsync(
        string name,
        long most,
        IBufferWriter<byte> content,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            name,
            async (output, size, token) =>
            {
                if (size > most)
                    throw OneShotErrors.GitFailed("cat-file", $"{name} has {size} bytes");
                if (size > 0)
                    await output
                        .ReadExactlyAsync(content.GetMemory((int)size)[..(int)size], token)
                        .ConfigureAwait(false);
                content.Advance((int)size);
            },
            cancellationToken
        );

    /// <summary>Reads the beginning of an object, of whatever size.</summary>
    /// <param name="name">Its id.</param>
    /// <param name="most">The most bytes that are kept.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The bytes; none when there is no such object.</returns>
    public async Task<byte[]> ReadStartAsync(string name, int most, CancellationToken cancellationToken)
    {
        var start = Array.Empty<byte>();
        await AskAsync(
                name,
                async (output, size, token) =>
                {
                    start = new byte[Math.Min(most, size)];
                    await output.ReadExactlyAsync(start, token).ConfigureAwait(false);
                    var rest = new byte[Math.Min(64 * 1024, size - start.Length)];
                    for (var left = size - start.Length; left > 0; left -= Math.Min(left, rest.Length))
                        await output
                            .ReadExactlyAsync(rest.AsMemory(0, (int)Math.Min(left, rest.Length)), token)
                            .ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return start;
    }

    private async Task<bool> AskAsync(
        string name,
        Func<Stream, long, CancellationToken, Task> read,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var (input, output) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        try
        {
            await input.WriteAsync(Encoding.UTF8.GetBytes(name + "\n"), limit.Token).ConfigureAwait(false);
            await input.FlushAsync(limit.Token).ConfigureAwait(false);
            var header = (await ReadLineAsync(limit.Token).ConfigureAwait(false)).Split(' ');
            if (
                header is not [.., "commit" or "blob" or "tree" or "tag", var length]
                || !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            )
                return false;
            await read(output, size, limit.Token).ConfigureAwait(false);
            await output.ReadExactlyAsync(new byte[1], limit.Token).ConfigureAwait(false); // a line's end
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw OneShotErrors.GitTimedOut("cat-file", timeout.TotalSeconds);
        }
        catch (IOException)
        {
            var error = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            throw OneShotErrors.GitFailed("cat-file", new GitResult(128, [], error).Reason);
        }
    }

    public void Dispose()
    {
        GitRunner.Finish(process);
        process.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(100);
        var one = new byte[1];
        while (true)
        {
            await process.StandardOutput.BaseStream.ReadExactlyAsync(one, cancellationToken).ConfigureAwait(false);
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]);
            line.Add(one[0]);
        }
    }
}
