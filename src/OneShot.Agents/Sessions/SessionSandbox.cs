using OneShot.Agents.Sandbox;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Agents.Sessions;

/// <summary>The sandbox of one session: what it sees, what it reaches, and how its program is started inside.</summary>
internal sealed class SessionSandbox : IAsyncDisposable
{
    /// <summary>Where the proxy's socket and certificates are seen inside.</summary>
    private const string Inside = "/run/oneshot";

    // Files of certificates that the user's programs trust beside the system's, or in place of them.
    private static readonly string[] Certificates = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"];

    private readonly SandboxTools _tools;
    private readonly SandboxProxy? _proxy;
    private readonly AgentTask _task;
    private readonly AgentMask? _mask;
    private readonly string? _lack;
    private readonly Func<string, string?> _variable;

    // Files that the user's own command and the agent's variables name.
    private readonly IReadOnlyList<string> _named;

    private readonly IReadOnlyList<string> _certificates;

    private SessionSandbox(
        SandboxLevel level,
        string? lack,
        SandboxTools tools,
        SandboxProxy? proxy,
        AgentProgram program,
        AgentTask task,
        AgentMask? mask,
        Func<string, string?> variable
    )
    {
        (Level, _lack, _tools, _proxy, _task, _mask, _variable) = (level, lack, tools, proxy, task, mask, variable);
        _certificates = program.Descriptor.CertificateFiles;
        _named = [.. program.Descriptor.Variables.Select(variable).Append(task.Command).SelectMany(NamedFiles.In)];
    }

    /// <summary>How strong it is.</summary>
    public SandboxLevel Level { get; }

    /// <summary>Whether the session can reach nothing any more.</summary>
    public bool HasEnded => _proxy is { Ended.IsCompleted: true };

    /// <summary>Waits until the session can reach nothing any more, and nobody has ended it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task EndedAsync(CancellationToken cancellationToken) =>
        _proxy?.EndedAloneAsync(cancellationToken) ?? Task.Delay(Timeout.Infinite, cancellationToken);

    /// <summary>What became of it, for report and pull request.</summary>
    public SandboxReport Report =>
        new(Level)
        {
            Lack = _lack,
            Blocked = _proxy?.Blocked ?? [],
            Refused = _proxy?.Refused ?? [],
            Held = Held,
        };

    // What was asked for by name goes along as it is.
    private string[] Held =>
        _mask is null
            ? []
            : [.. _mask.Held.Concat(_task.Variables.Where(name => _variable(name) is { Length: > 0 })).Distinct()];

    /// <summary>
    /// A variable of the user's as the session sees it: a stand-in in place of a key that the proxy puts in.
    /// </summary>
    public string? Variable(string name) => _mask is null ? _variable(name) : _mask.Variable(name);

    /// <summary>A file of the user's log-in as the session sees it.</summary>
    public string LogIn(string file, string text) => _mask is null ? text : _mask.File(file, text);

    /// <summary>
    /// Whether a log-in's file holds a secret all the same, and is never to lie on a disk of the session's.
    /// </summary>
    public bool HandsIn(string file) =>
        Level != SandboxLevel.None && (_mask is null || _mask.Held.Contains("~/" + file));

    /// <summary>Prepares the strongest sandbox that was asked for and can be had.</summary>
    /// <param name="program">The agent.</param>
    /// <param name="task">The session.</param>
    /// <param name="variable">Reads the user's environment.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <exception cref="OneShotException">OS3060: one is required, and can't be had.</exception>
    public static async Task<SessionSandbox> PrepareAsync(
        AgentProgram program,
        AgentTask task,
        Func<string, string?> variable,
        CancellationToken cancellationToken
    )
    {
        var tools = new SandboxTools(variable);
        if (task.Sandbox == SandboxMode.None)
            return new(SandboxLevel.None, null, tools, null, program, task, null, variable);
        var (support, runtime) = await SupportAsync(tools, variable, cancellationToken).ConfigureAwait(false);
        if (task.Sandbox == SandboxMode.Required && support.Level < SandboxLevel.WorldAndNetwork)
            throw OneShotErrors.SandboxMissing(support.Lack!, support.Fix);
        if (runtime is null)
            return new(
                support.Level,
                support.Fix is { } fix ? $"{support.Lack} ({fix})" : support.Lack,
                tools,
                null,
                program,
                task,
                null,
                variable
            );
        var mask = AgentMask.Of(program, variable);

        // A service of this machine or its network is reached where
        // a person named it; what a repository names is the world's.
        var hosts = FeedHosts
            .Of(task.Folder, task.FeedFiles)
            .Select(AllowedHost.Of)
            .Concat(task.AllowedHosts.Select(host => AllowedHost.Of(host) with { MayBePrivate = true }))
            .Concat(mask.Hosts);
        var trusted = Certificates.Select(variable).Where(File.Exists).Select(file => file!);
        var rules = new ProxyRules([.. hosts], mask.Keys)
        {
            Trusted = [.. trusted],
            Parent = ParentProxy.From(variable),
        };
        var proxy = await SandboxProxy
            .StartAsync(runtime, rules, task.Scratch, cancellationToken)
            .ConfigureAwait(false);
        return new(support.Level, support.Lack, tools, proxy, program, task, mask, variable);
    }

    /// <summary>
    /// The strongest sandbox that can be had, and what its proxy is made of; that is installed where it isn't.
    /// </summary>
    public static async Task<(SandboxSupport Support, RuntimeFiles? Runtime)> SupportAsync(
        SandboxTools tools,
        Func<string, string?> variable,
        CancellationToken cancellationToken
    )
    {
        var support = tools.Look();
        if (support.Level < SandboxLevel.WorldAndNetwork)
            return (support, null);
        var (files, reason) = await new SandboxRuntime(variable).PrepareAsync(cancellationToken).ConfigureAwait(false);
        return files is null ? (new(SandboxLevel.World, reason), null) : (support, files);
    }

    /// <summary>How a program is started inside.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="home">The session's home.</param>
    public (string File, IReadOnlyList<string> Arguments) Wrap(
        string file,
        IReadOnlyList<string> arguments,
        AgentHome home
    )
    {
        if (Level == SandboxLevel.None)
            return (file, arguments);
        var folders = new SandboxWorld(_variable).Of(_task, home.Path, file, _named);
        List<string> all =
        [
            .. Bubblewrap.Apart,
            .. _proxy is null ? [] : new[] { Bubblewrap.OwnNetwork },
            .. SandboxMounts.Of(folders, _proxy is not null),
        ];
        foreach (var folder in home.InMemory)
            all.AddRange(["--tmpfs", folder]);
        if (_proxy is not null)
            all.AddRange(["--ro-bind", _proxy.Folder, Inside]);
        all.AddRange(["--seccomp", Bubblewrap.FileNumber]);
        var start = Bubblewrap.WithFile(home.Write(".oneshot/calls", SystemCallFilter.Program));
        return (
            start[0],
            [
                .. start.Skip(1),
                _tools.Bwrap!,
                .. all,
                "--remount-ro",
                "/",
                "--chdir",
                _task.Folder,
                "--",
                .. SandboxEntry.Of(
                    _proxy is null ? null : _tools.Socat,
                    $"{Inside}/{SandboxProxy.SocketName}",
                    home.HandedIn
                ),
                file,
                .. arguments,
            ]
        );
    }

    /// <summary>Changes a session's environment into what holds inside.</summary>
    public void Apply(Dictionary<string, string> environment, AgentHome home)
    {
        var caches = new PackageCaches(SandboxWorld.HomeOf(_variable), _variable);
        if (caches.NuGet is { } packages)
            environment["NUGET_FALLBACK_PACKAGES"] = _variable("NUGET_FALLBACK_PACKAGES") is { Length: > 0 } own
                ? $"{packages};{own}"
                : packages;
        if (Level == SandboxLevel.None)
            return;
        caches.LinkNpm(_task.Folder, Path.Combine(home.Path, ".npm"));
        foreach (var (name, folder) in ToolHomes.In(SandboxWorld.HomeOf(_variable), _variable))
            environment.TryAdd(name, folder);
        if (_proxy is null)
            return;
        foreach (var name in SandboxVariables.Removed)
            environment.Remove(name);
        foreach (var (name, value) in SandboxVariables.Of(SandboxEntry.Port, Inside, _certificates))
            environment[name] = value;
    }

    public ValueTask DisposeAsync() => _proxy?.DisposeAsync() ?? ValueTask.CompletedTask;
}
