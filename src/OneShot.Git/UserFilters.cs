using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Judging;
using OneShot.Core.Secrets;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>
/// The filters that the user listed. Their commands come from the user's own configuration, as it was before the first
/// session, and run in a folder of ours that holds nothing: a command that a repository's files would bring is not
/// found there. What goes in and comes out is data, and all of them together have one limit of time.
/// </summary>
/// <param name="commands">The commands, as <see cref="ReadAsync"/> found them.</param>
/// <param name="folder">An empty folder of ours.</param>
/// <param name="repository">The user's git directory, where some filters keep their key.</param>
/// <param name="patience">The limit.</param>
internal sealed partial class UserFilters(
    IReadOnlyDictionary<string, string> commands,
    string folder,
    string repository,
    TimeSpan patience
)
{
    private TimeSpan _used;

    /// <summary>Reads the commands of filters from the user's configuration.</summary>
    /// <param name="user">Runs git in the user's repository.</param>
    /// <param name="listed">The filters' names.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Commands by the names of their variables, such as <c>filter.x.clean</c>.</returns>
    /// <exception cref="OneShotException">OS3105: a filter has none.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        GitRunner user,
        IReadOnlyList<string> listed,
        CancellationToken cancellationToken
    )
    {
        var commands = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in listed.Where(name => name != FilterRules.LargeFiles))
        {
            foreach (var variable in new[] { $"filter.{name}.clean", $"filter.{name}.smudge" })
            {
                var found = await user.RunAsync(new GitCommand("config", "-z", "--get", variable), cancellationToken)
                    .ConfigureAwait(false);
                if (found.IsGood && found.Text.TrimEnd('\0') is { Length: > 0 } command)
                    commands[variable] = command;
            }

            if (!commands.ContainsKey($"filter.{name}.clean"))
                throw OneShotErrors.FilterNotConfigured(name);
        }

        return commands;
    }

    /// <summary>Whether the user listed a filter.</summary>
    public bool Has(string name) => commands.ContainsKey($"filter.{name}.clean");

    /// <summary>What people work with, of what git holds.</summary>
    /// <exception cref="OneShotException">OS6020: the command failed.</exception>
    public Task<byte[]> SmudgeAsync(string name, string path, byte[] content, CancellationToken cancellationToken) =>
        commands.ContainsKey($"filter.{name}.smudge")
            ? RunAsync(name, "smudge", path, content, cancellationToken)
            : Task.FromResult(content);

    /// <summary>What git holds, of what people work with.</summary>
    /// <exception cref="OneShotException">OS6020: the command failed.</exception>
    public Task<byte[]> CleanAsync(string name, string path, byte[] content, CancellationToken cancellationToken) =>
        RunAsync(name, "clean", path, content, cancellationToken);

    private async Task<byte[]> RunAsync(
        string name,
        string side,
        string path,
        byte[] content,
        CancellationToken cancellationToken
    )
    {
        var began = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_used < patience ? patience - _used : TimeSpan.Zero);
        try
        {
            return await RunAsync(Filled(commands[$"filter.{name}.{side}"], path), content, limit.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(FormattableString.Invariant($"filters took more than {patience.TotalSeconds} seconds in all"));
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw Failed(exception.Message);
        }
        finally
        {
            _used += Stopwatch.GetElapsedTime(began);
        }

        OneShotException Failed(string reason) =>
            OneShotErrors.FilterFailed(
                name,
                side,
                SafeText.Excerpt(path, 120),
                SafeText.Excerpt(Redaction.Of(reason), 300)
            );
    }

    private async Task<byte[]> RunAsync(string filter, byte[] content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var command = new GitCommand { Environment = [("GIT_DIR", repository), ("GIT_WORK_TREE", folder)] };
        var start = new ProgramStart("sh", "-c", filter)
        {
            Folder = folder,
            Streams = ProgramStreams.All,
            Variables = all => GitEnvironment.Apply(all, command),
        };
        using var process = start.Start();
        try
        {
            var output = new Drain(
                process.StandardOutput.BaseStream,
                cancellationToken,
                (int)DeliveryRules.LargestFile + 1
            );
            var error = new Drain(process.StandardError.BaseStream, cancellationToken, 4096);
            await WriteAsync(process, content, cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(output.End, error.End).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            var said = Encoding.UTF8.GetString(error.Bytes).Trim();
            if (process.ExitCode != 0)
                throw new IOException(
                    FormattableString.Invariant($"exit code {process.ExitCode}{(said.Length > 0 ? ": " + said : "")}")
                );
            return output.Bytes is { Length: <= (int)DeliveryRules.LargestFile } bytes
                ? bytes
                : throw new IOException($"it gave more than {DeliveryRules.LargestFile / DeliveryRules.Megabyte} MB");
        }
        finally
        {
            GitRunner.End(process);
        }
    }

    private static async Task WriteAsync(Process process, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code tells.
        }
    }

    // As git does; but a name that begins with a minus sign would be an option to the command.
    private static string Filled(string command, string path) =>
        Signs().Replace(command, sign => sign.Value == "%%" ? "%" : Quoted(path.StartsWith('-') ? "./" + path : path));

    // As git does: always in quotes. A NUL is in no path.
    private static string Quoted(string path) =>
        $"'{path.Replace("'", "'\\''", StringComparison.Ordinal).Replace("!", "'\\!'", StringComparison.Ordinal)}'";

    [GeneratedRegex("%%|%f", RegexOptions.CultureInvariant)]
    private static partial Regex Signs();
}
