using System.Net;
using System.Text;

namespace OneShot.GitHub;

/// <summary>The end of a text on a server that is told nothing of us.</summary>
internal static class TextEnd
{
    /// <summary>This much of it is kept, in bytes.</summary>
    private const int Kept = 256 * 1024;

    /// <summary>Downloads it.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The end; <see langword="null"/> where it is not there, or larger than anything that is read.</returns>
    /// <exception cref="HttpRequestException">The server could not be asked.</exception>
    public static async Task<string?> DownloadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.OK)
            return null;
        var stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
            return await EndAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string?> EndAsync(Stream stream, CancellationToken cancellationToken)
    {
        var kept = new byte[2 * Kept];
        var (length, all) = (0, 0L);
        while (true)
        {
            var read = await stream.ReadAsync(kept.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return Encoding.UTF8.GetString(kept.AsSpan(Math.Max(0, length - Kept), Math.Min(length, Kept)));
            (length, all) = (length + read, all + read);
            if (all > GitHubHandler.Largest)
                return null;
            if (length < kept.Length)
                continue;
            kept.AsSpan(Kept).CopyTo(kept);
            length = Kept;
        }
    }
}
