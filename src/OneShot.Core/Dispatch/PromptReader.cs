using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Gets the prompt from the one source that was named: argument,
/// variable, file, standard input, or the editor on a terminal.
/// </summary>
/// <param name="input">Standard input and the editor.</param>
/// <param name="folder">The caller's folder, from which relative paths count.</param>
internal sealed class PromptReader(IPromptInput input, string folder)
{
    /// <summary>How long a file that is a pipe has to come to its end.</summary>
    internal TimeSpan PipePatience { get; init; } = NamedFile.Patience;

    /// <summary>Reads and checks the prompt.</summary>
    /// <param name="request">Names the source.</param>
    /// <param name="cancellationToken">Stops waiting for standard input or the editor.</param>
    /// <returns>The prompt.</returns>
    /// <exception cref="OneShotException">OS2001 to OS2008.</exception>
    public async Task<Prompt> ReadAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        if (request.Text is { } text)
            return PromptRules.FromText(text, request.Source, NameOf(request.Source));
        if (request.File is "-")
        {
            using var stream = input.OpenStandardInput();
            return PromptRules.FromBytes(
                await ReadAsync(stream, PromptRules.Limit, cancellationToken).ConfigureAwait(false),
                PromptSource.StandardInput,
                "standard input"
            );
        }

        if (request.File is { } path)
            return await ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
        if (!input.IsTerminal)
            throw OneShotErrors.PromptMissing();
        return PromptRules.FromBytes(
            await input.EditAsync(cancellationToken).ConfigureAwait(false),
            PromptSource.Editor,
            "the editor"
        );
    }

    private async Task<Prompt> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await NamedFile
                .ReadAsync(Path.GetFullPath(path, folder), PromptRules.Limit, PipePatience, cancellationToken)
                .ConfigureAwait(false);
            return PromptRules.FromBytes(bytes, PromptSource.File, $"'{path}'");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw OneShotErrors.PromptFileUnreadable(path, exception.Message);
        }
    }

    /// <summary>
    /// Reads to the end, or one byte more than the limit: that tells "too long" without reading a file of 2 GB.
    /// </summary>
    internal static async Task<byte[]> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[limit + 1];
        var length = await stream
            .ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return buffer[..length];
    }

    private static string NameOf(PromptSource source) =>
        source switch
        {
            PromptSource.Argument => "--prompt",
            PromptSource.Environment => "ONESHOT_PROMPT",
            PromptSource.Journal => "the journal",
            _ => "the build's own code",
        };
}
