using System.Text;
using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Batch;

/// <summary>Reads a file of prompts to its end, and every entry is good before the first one is dispatched.</summary>
/// <param name="input">Standard input.</param>
/// <param name="format">Takes the file apart.</param>
/// <param name="reporter">Is told about entries that stand there twice.</param>
/// <param name="folder">The caller's folder, from which relative paths count.</param>
internal sealed class BatchReader(IPromptInput input, IPromptsFormat format, IReporter reporter, string folder)
{
    /// <summary>The most bytes a file of prompts may have.</summary>
    private const int Limit = 10 * 1024 * 1024;

    /// <summary>The most entries: an hour's worth of requests is fewer.</summary>
    private const int Most = 500;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Reads and checks all of it.</summary>
    /// <exception cref="OneShotException">One of OS2.</exception>
    public async Task<IReadOnlyList<BatchEntry>> ReadAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        var path = request.PromptsFile ?? throw OneShotErrors.PromptsFileMissing();
        var name = path == "-" ? "standard input" : path;
        var rows = format.Read(name, await TextAsync(path, name, cancellationToken).ConfigureAwait(false), Most);
        if (rows.Count == 0)
            throw OneShotErrors.PromptsFileEmpty(name);
        if (rows.Count > Most)
            throw OneShotErrors.PromptsTooMany(name, Most);

        // An entry's own file lies beside the one that names it.
        var beside = path == "-" ? folder : Path.GetDirectoryName(Path.GetFullPath(path, folder))!;
        var rules = new BatchRules(request.Each, name, new PromptReader(input, beside));
        var entries = new List<BatchEntry>();
        foreach (var row in rows)
            entries.Add(await rules.ReadAsync(row, entries.Count + 1, cancellationToken).ConfigureAwait(false));
        if (rules.Repeated.Count > 0)
            reporter.Warn(
                $"'{name}' holds the same entry more than once (number {string.Join(", ", rules.Repeated)}): each "
                    + $"is a one-shot of its own"
            );
        return entries;
    }

    private async Task<string> TextAsync(string path, string name, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await BytesAsync(path, cancellationToken).ConfigureAwait(false);
            return bytes.Length <= Limit
                ? Strict.GetString(bytes).TrimStart('\uFEFF')
                : throw OneShotErrors.PromptsFileUnreadable(name, "it has more than 10 MiB.");
        }
        catch (DecoderFallbackException exception)
        {
            throw OneShotErrors.PromptsFileUnreadable(name, $"byte {exception.Index} is no UTF-8.");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw OneShotErrors.PromptsFileUnreadable(name, exception.Message);
        }
    }

    private async Task<byte[]> BytesAsync(string path, CancellationToken cancellationToken)
    {
        if (path != "-")
            return await NamedFile
                .ReadAsync(Path.GetFullPath(path, folder), Limit, NamedFile.Patience, cancellationToken)
                .ConfigureAwait(false);
        using var stream = input.OpenStandardInput();
        return await PromptReader.ReadAsync(stream, Limit, cancellationToken).ConfigureAwait(false);
    }
}
