using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using OneShot.Agents.Npm;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Agents.Sandbox;

/// <summary>
/// The proxy of one session: a process of ours outside the sandbox, reached by a Unix socket that is mounted inside.
/// </summary>
internal sealed class SandboxProxy : IAsyncDisposable
{
    /// <summary>The socket's name in <see cref="Folder"/>.</summary>
    public const string SocketName = "proxy.sock";

    /// <summary>The certificate of the session's own authority, in <see cref="Folder"/>.</summary>
    public const string CertificateName = "ca.pem";

    /// <summary>That certificate and all that are trusted outside, in <see cref="Folder"/>.</summary>
    public const string BundleName = "ca-bundle.pem";

    private const int Most = 100;
    private static readonly string[] Programs = ["proxy.mjs", "requests.mjs", "hosts.mjs", "credentials.mjs"];

    // It is ready within a second; on a machine with thirty times more to do than it has cores, node alone took ten.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // What ends it may be meant for us as well, as a terminal's signal is, and reach us by way of whoever follows.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<string> _blocked = new();
    private readonly ConcurrentQueue<string> _refused = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly string _root;
    private string _error = "";

    private SandboxProxy(Process process, string root)
    {
        (_process, _root) = (process, root);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => _error = _error.Length > 0 ? _error : line.Data?.Trim() ?? "";
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>
    /// What is mounted into the sandbox, read-only: the socket and both files of certificates; no secret.
    /// </summary>
    public string Folder => FolderIn(_root);

    /// <summary>The number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Its end, however that came: a session without it reaches nothing any more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>
    /// Its end where nothing else explains that: whoever ends all that runs here is not told that the machine is ill.
    /// </summary>
    /// <param name="cancellationToken">What explains it, before or within a moment.</param>
    /// <exception cref="OperationCanceledException">It was ended along with everything else.</exception>
    public async Task EndedAloneAsync(CancellationToken cancellationToken)
    {
        await Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.Delay(Moment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The hosts that were asked for and are not allowed, each once, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> Blocked => [.. _blocked];

    /// <summary>The hosts of a key at which another credential, or none, was tried.</summary>
    public IReadOnlyList<string> Refused => [.. _refused];

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="runtime">The program it is made of.</param>
    /// <param name="rules">What it lets through.</param>
    /// <param name="scratch">A folder that whoever made it removes, even
    /// after a <c>kill -9</c>; <see langword="null"/> makes one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OneShotException">It does not start.</exception>
    public static async Task<SandboxProxy> StartAsync(
        RuntimeFiles runtime,
        ProxyRules rules,
        string? scratch,
        CancellationToken cancellationToken
    )
    {
        var root = scratch is null
            ? Directory.CreateTempSubdirectory("oneshot-proxy-").FullName
            : Directory.CreateDirectory(Path.Combine(scratch, SessionFolder.Proxy)).FullName;
        SandboxProxy? proxy = null;
        try
        {
            Fill(root);
            proxy = new SandboxProxy(Launch(runtime, root), root);
            await proxy.SendAsync(ProxyRulesJson.Of(rules, runtime.Folder), cancellationToken).ConfigureAwait(false);
            return proxy;
        }
        catch
        {
            if (proxy is not null)
                await proxy.DisposeAsync().ConfigureAwait(false);
            Folders.Remove(root);
            throw;
        }
    }

    /// <summary>Ends it and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false); // and reads what it told
        _process.Dispose();
        Folders.Remove(_root);
    }

    private static string FolderIn(string root) => Path.Combine(root, "session");

    private static void Fill(string root)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(root, owner);
        var folder = Directory.CreateDirectory(FolderIn(root));
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode = owner;
        foreach (var name in Programs)
        {
            using var source = NpmInstallation.Open(SandboxRuntime.Resources, name);
            using var file = File.Create(Path.Combine(root, name));
            source.CopyTo(file);
        }
    }

    private static Process Launch(RuntimeFiles runtime, string root)
    {
        var start = new ProgramStart(runtime.Node, Path.Combine(root, Programs[0]))
        {
            Folder = FolderIn(root),
            Streams = ProgramStreams.All,
            Variables = ProgramStart.Only(), // no option of Node's, no path of modules, no proxy but by the rules
        };
        try
        {
            return start.Start();
        }
        catch (Win32Exception exception)
        {
            throw OneShotErrors.SandboxProxyFailed(exception.Message);
        }
    }

    // The line stays open behind the rules: the proxy ends when we do, however that is.
    private async Task SendAsync(string rules, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteAsync((rules + "\n").AsMemory(), cancellationToken).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
            await _ready.Task.WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw OneShotErrors.SandboxProxyFailed($"it was not ready after {Patience.TotalSeconds:0} s.");
        }
        catch (IOException)
        {
            await EndedAloneAsync(cancellationToken).ConfigureAwait(false);
            await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false); // and has read why
            throw OneShotErrors.SandboxProxyFailed(
                _error.Length > 0 ? SafeText.Line(_error) : $"node ended with exit code {_process.ExitCode}."
            );
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            _ready.TrySetException(new IOException("The proxy ended."));
            _ended.TrySetResult();
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.TryGetProperty("ready", out _))
                _ready.TrySetResult();
            if (document.RootElement.TryGetProperty("blocked", out var blocked))
                Keep(_blocked, blocked.GetString()!);
            if (document.RootElement.TryGetProperty("refused", out var refused))
                Keep(_refused, refused.GetString()!);
        }
        catch (JsonException)
        {
            // Not ours.
        }
    }

    private static void Keep(ConcurrentQueue<string> hosts, string host)
    {
        if (hosts.Count < Most)
            hosts.Enqueue(SafeText.Excerpt(host, 260));
    }
}
