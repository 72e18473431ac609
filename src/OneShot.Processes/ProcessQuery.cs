using System.ComponentModel;

namespace OneShot.Processes;

/// <summary>Asks another program for one text, such as a token, without ever asking the user.</summary>
internal static class ProcessQuery
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly (string Name, string Value)[] Unasked =
    [
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_ASKPASS", ""),
        ("SSH_ASKPASS", ""),
        ("GCM_INTERACTIVE", "never"),
        ("GH_PROMPT_DISABLED", "1"),
        ("DOTNET_NOLOGO", "1"),
    ];

    /// <summary>Runs a program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="input">What it reads on standard input.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="atMost">How long; ten seconds if not given.</param>
    /// <returns>What it printed; <see langword="null"/> when it is
    /// missing, failed, printed nothing or took too long.</returns>
    public static async Task<string?> AsyncOf(
        string[] command,
        string input,
        string folder,
        CancellationToken cancellationToken,
        TimeSpan? atMost = null
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(atMost ?? Limit);
        var start = new ProgramStart(command[0], command[1..])
        {
            Folder = folder,
            Streams = ProgramStreams.All,
            Variables = all =>
            {
                foreach (var (name, value) in Unasked)
                    all[name] = value;
            },
        };
        try
        {
            using var process = start.Start();
            try
            {
                var error = process.StandardError.ReadToEndAsync(limit.Token);
                var output = process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token).ConfigureAwait(false);
                process.StandardInput.Close();
                await Task.WhenAll(output, error).ConfigureAwait(false);
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
                return process.ExitCode == 0 && (await output.ConfigureAwait(false)).Trim() is { Length: > 0 } text
                    ? text
                    : null;
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
            }
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
