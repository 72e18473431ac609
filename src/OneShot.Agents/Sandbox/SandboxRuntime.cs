using System.ComponentModel;
using OneShot.Agents.Npm;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Agents.Sandbox;

/// <summary>
/// The npm package that the proxy is built on: pinned, installed on demand into OneShot's own folder.
/// </summary>
/// <param name="variable">Reads the user's environment.</param>
internal sealed class SandboxRuntime(Func<string, string?> variable)
{
    /// <summary>The package.</summary>
    public const string Package = "@anthropic-ai/sandbox-runtime";

    /// <summary>The prefix of the proxy's embedded files.</summary>
    public const string Resources = "OneShot.Sandbox";

    private const string Mark = "complete";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly int LeastNode = 20; // the package asks for 22; the parts used here were tried with 20

    /// <summary>Finds it, and installs it where it isn't.</summary>
    /// <returns>The files, or why there are none: a sentence's end for a warning.</returns>
    public async Task<(RuntimeFiles? Files, string? Reason)> PrepareAsync(CancellationToken cancellationToken)
    {
        if (ProgramPath.Find("node", variable("PATH")) is not { } node)
            return (null, "node was not found");
        if (await MajorOfAsync(node, cancellationToken).ConfigureAwait(false) is not { } major)
            return (null, $"'{node}' does not report its version");
        if (major < LeastNode)
            return (null, $"node {LeastNode} or newer is needed, and this is {major}");
        if (UserCache.Folder(variable) is not { } root)
            return (null, "there is no home to install it in");
        using var locked = NpmInstallation.Open(Resources, "package-lock.json");
        var hash = await Sha256Hex.OfAsync(locked, cancellationToken).ConfigureAwait(false);
        var folder = Path.Combine(root, $"sandbox-{NpmInstallation.VersionOf(Resources, Package)}-{hash[..8]}");
        try
        {
            if (!IsComplete(folder, hash))
                await InstallAsync(root, folder, hash, cancellationToken).ConfigureAwait(false);
            return (new RuntimeFiles(node, Path.Combine(folder, "node_modules", Package)), null);
        }
        catch (Exception exception)
            when (exception is NpmException or IOException or UnauthorizedAccessException or Win32Exception)
        {
            return (null, exception.Message);
        }
    }

    // Whoever else could write there could also take the key.
    private static bool IsComplete(string folder, string hash)
    {
        var mark = new FileInfo(Path.Combine(folder, Mark));
        if (
            !mark.Exists
            || mark.LinkTarget is not null
            || mark.Length != hash.Length
            || File.ReadAllText(mark.FullName) != hash
        )
            return false;
        return OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(folder) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0;
    }

    private async Task InstallAsync(string root, string folder, string hash, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(root);
        else
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var unfinished = Directory.CreateDirectory(Path.Combine(root, $"installing-{Guid.NewGuid():N}"));
        try
        {
            if (!OperatingSystem.IsWindows())
                unfinished.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            await new NpmInstallation(Resources, unfinished.FullName, variable, Limit)
                .RunAsync(runsScripts: false, cancellationToken)
                .ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(unfinished.FullName, Mark), hash, cancellationToken)
                .ConfigureAwait(false);
            if (Directory.Exists(folder) && !IsComplete(folder, hash))
                Folders.Remove(folder);
            Directory.Move(unfinished.FullName, folder);
        }
        catch (IOException) when (IsComplete(folder, hash))
        {
            // Another process was faster.
        }
        finally
        {
            Folders.Remove(unfinished.FullName);
        }
    }

    private static async Task<int?> MajorOfAsync(string node, CancellationToken cancellationToken)
    {
        var start = new ProgramStart(node, "--version")
        {
            Streams = ProgramStreams.All,
            Variables = ProgramStart.Only(),
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            using var process = start.Start();
            process.StandardInput.Close();
            var answer = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false); // v20.20.2
            return int.TryParse(answer.TrimStart('v').Split('.')[0], out var major) ? major : null;
        }
        catch (Exception exception)
            when (exception is Win32Exception
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }
}
