using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Secrets;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>
/// Starts git, drains what it prints, and ends it with all its children at the time limit or on cancellation.
/// </summary>
/// <param name="folder">Where git runs.</param>
/// <param name="timeout">The limit of one command.</param>
/// <param name="reporter">Is told every command.</param>
internal sealed class GitRunner(string folder, TimeSpan timeout, IReporter reporter)
{
    public TimeSpan Timeout => timeout;

    public async Task<GitResult> RunAsync(GitCommand command, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        using var process = Start(command);
        try
        {
            var output = new Drain(process.StandardOutput.BaseStream, limit.Token, command.MostOutput);
            var error = new Drain(process.StandardError.BaseStream, limit.Token);
            await WriteAsync(process, command, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);

            // A hook may leave a process behind that holds git's pipes: what git itself wrote is in them by now.
            await Task.WhenAny(Task.WhenAll(output.End, error.End), Task.Delay(TimeSpan.FromSeconds(1), limit.Token))
                .ConfigureAwait(false);
            var result = new GitResult(process.ExitCode, output.Bytes, Encoding.UTF8.GetString(error.Bytes));
            if (!result.IsGood)
                reporter.Trace($"git {command.Name}: exit code {result.ExitCode}: {result.Reason}");
            return result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw OneShotErrors.GitTimedOut(command.Name, timeout.TotalSeconds);
        }
        finally
        {
            End(process);
        }
    }

    public Process Start(GitCommand command)
    {
        var start = new ProgramStart("git", command.Arguments)
        {
            Folder = folder,
            Streams = ProgramStreams.All,
            Variables = all => GitEnvironment.Apply(all, command),
        };
        reporter.Trace("git " + Redaction.Of(string.Join(' ', command.Arguments)));
        try
        {
            return start.Start();
        }
        catch (Win32Exception) when (Directory.Exists(folder))
        {
            throw OneShotErrors.GitMissing();
        }
        catch (Win32Exception)
        {
            throw OneShotErrors.NotARepository(folder);
        }
    }

    /// <summary>
    /// Ends a process that reads until its input ends: by that end, or else as <see cref="End"/> does.
    /// </summary>
    /// <remarks>To find what a process started, .NET reads every process of this machine.</remarks>
    public static void Finish(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }

        if (!process.WaitForExit(TimeSpan.FromMilliseconds(200)))
            End(process);
    }

    /// <summary>Ends a process and everything it started; one that ended is left alone.</summary>
    public static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }
    }

    private static async Task WriteAsync(Process process, GitCommand command, CancellationToken cancellationToken)
    {
        try
        {
            var input = process.StandardInput.BaseStream;
            if (command.Feed is { } feed)
                await feed(input, cancellationToken).ConfigureAwait(false);
            else
                await input.WriteAsync(command.Input, cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // git ended without reading; its exit code and message tell why.
        }
    }
}
