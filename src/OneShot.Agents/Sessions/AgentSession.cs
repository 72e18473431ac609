using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using OneShot.Agents.Sandbox;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Secrets;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Agents.Sessions;

/// <summary>
/// One session of an agent's program: a home of its own, an environment
/// made from nothing, a log, limits, and an end for everything it started.
/// </summary>
internal sealed class AgentSession(
    AgentProgram program,
    string file,
    AgentTask task,
    Func<string, string?> variable,
    Action<string> activity,
    IReporter reporter
)
{
    private readonly string _mark = Guid.NewGuid().ToString("N");

    public async Task<AgentUsage> RunAsync(CancellationToken cancellationToken)
    {
        var sandbox = await SessionSandbox
            .PrepareAsync(program, task, variable, cancellationToken)
            .ConfigureAwait(false);
        await using (sandbox.ConfigureAwait(false))
        {
            return await RunAsync(sandbox, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AgentUsage> RunAsync(SessionSandbox sandbox, CancellationToken cancellationToken)
    {
        if (task.Phase == AgentPhase.Plan && SandboxText.Weaker(sandbox.Report) is { } weaker)
            reporter.Warn(weaker);
        using var home = new AgentHome(program, sandbox.Variable, task.Scratch, sandbox.LogIn, sandbox.HandsIn);
        if (task.Committer is { } committer)
            home.Write(".gitconfig", GitConfigText.User(committer.Name, committer.Email));
        var command = program.Prepare(task, home);
        var environment = AgentEnvironment.Build(program, command, task, home, _mark, sandbox.Variable);
        sandbox.Apply(environment, home);
        var secrets = SecretsOf(environment, home);
        using var log = new AgentLog(task.LogPath, secrets);
        var reader = program.Read();
        (reader.Activity, reader.Bounds, reader.Clean) = (
            activity,
            new AgentBounds(task.Turns, task.CostUsd, task.RetryLimit),
            text => Redaction.Of(secrets.Without(text))
        );
        foreach (var name in task.Variables.Intersect(AgentEnvironment.ForgeTokens))
            reporter.Warn($"{name} is a forge's credential, and no agent gets one");
        var files = new FileCommands(variable, reporter);
        var watch = Stopwatch.StartNew();
        OneShotException? failure;
        try
        {
            failure = await FollowAsync(command, environment, sandbox, home, reader, log, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            task.Used?.Invoke(Usage());
            throw;
        }
        finally
        {
            files.Restore();
        }

        Redact(secrets);
        var usage = Usage();
        task.Used?.Invoke(usage);
        Tell(usage);
        if (failure is null)
            return usage;
        // A key of many lines is none in any of them alone.
        string[] tail =
        [
            .. secrets.Without(string.Join('\n', reader.Tail)).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            .. SandboxText.Met(usage.Sandbox),
        ];
        foreach (var line in tail)
            reporter.Progress($"| {line}");
        throw failure.Hiding(secrets.Without).WithTail(tail);

        AgentUsage Usage() => reader.Usage(watch.Elapsed) with { Sandbox = sandbox.Report, Secrets = secrets };
    }

    private async Task<OneShotException?> FollowAsync(
        AgentCommand command,
        Dictionary<string, string> environment,
        SessionSandbox sandbox,
        AgentHome home,
        AgentReader reader,
        AgentLog log,
        CancellationToken cancellationToken
    )
    {
        OneShotException? ended = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        reader.End = failure =>
        {
            if (Interlocked.CompareExchange(ref ended, failure, null) is null)
                limit.Cancel();
        };
        limit.CancelAfter(task.TimeLimit);
        var looking = EndWithAsync(sandbox, reader, cancellationToken);
        using var session = Subreaper.Start(
            () => Start(sandbox.Wrap(file, command.Arguments, home), environment),
            _mark
        );
        using var process = session.Process;
        var output = LineReader.ReadAsync(
            process.StandardOutput.BaseStream,
            line => Read(line, log, reader.Output),
            CancellationToken.None
        );
        var error = LineReader.ReadAsync(
            process.StandardError.BaseStream,
            line => Read(line, log, reader.Error),
            CancellationToken.None
        );
        var isCut = false;
        try
        {
            await WriteAsync(
                    process,
                    [.. home.HandedIn.Select(one => one.Bytes), Encoding.UTF8.GetBytes(command.Input)],
                    limit.Token
                )
                .ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            isCut = true;
        }
        finally
        {
            await ProcessTree
                .EndAsync(session, _mark, isWrapped: sandbox.Level != SandboxLevel.None)
                .ConfigureAwait(false);
        }

        // What it left behind held the pipes, and is ended: what was printed is read to its end.
        await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None))
            .ConfigureAwait(false);
        if (sandbox.HasEnded)
            await looking.ConfigureAwait(false);
        reader.End = _ => { };
        if (ended is not null)
            return ended;
        if (isCut)
            return OneShotErrors.AgentTimedOut(program.Name, task.TimeLimit.TotalSeconds);
        return Signals.NameOf(process.ExitCode) is { } signal
            ? OneShotErrors.AgentKilled(program.Name, signal)
            : reader.FailureOf(process.ExitCode);
    }

    private static async Task EndWithAsync(
        SessionSandbox sandbox,
        AgentReader reader,
        CancellationToken cancellationToken
    )
    {
        await sandbox.EndedAsync(cancellationToken).ConfigureAwait(false);
        reader.End(OneShotErrors.SandboxProxyEnded());
    }

    // What it wrote for people leaves this job, the only one that knows the key.
    private void Redact(KnownSecrets secrets)
    {
        var impl = ImplFolder.In(task.Folder);
        foreach (var name in new[] { PlanFiles.Plan, PlanFiles.PlanResult, PlanFiles.Summary })
        {
            if (impl.Read(name, Plan.Most * 4) is not { } bytes)
                continue;
            var text = Encoding.UTF8.GetString(bytes);
            if (secrets.Without(text) is var clean && clean != text)
                impl.Write(name, Encoding.UTF8.GetBytes(clean));
        }
    }

    private void Tell(AgentUsage usage)
    {
        var used = new List<string>();
        if (usage.Turns is { } turns)
            used.Add(string.Create(CultureInfo.InvariantCulture, $"{turns} turns"));
        if (usage.InputTokens is { } read && usage.OutputTokens is { } written)
            used.Add(string.Create(CultureInfo.InvariantCulture, $"{read:#,0} tokens in, {written:#,0} out"));
        if (usage.CostUsd is { } cost)
            used.Add(string.Create(CultureInfo.InvariantCulture, $"${cost:0.####}"));
        used.Add(string.Create(CultureInfo.InvariantCulture, $"{usage.Seconds:0.0} s"));
        if (usage.SessionId is { } session)
            used.Add($"session {SafeText.Excerpt(session, 80)}");
        if (program.TellsUse)
            reporter.Progress($"{program.Name}: {string.Join(", ", used)}");
        foreach (var line in SandboxText.Met(usage.Sandbox))
            reporter.Warn(line);
        if (usage.Denied.Count > 0)
            reporter.Warn($"{program.Name} was not allowed to use {string.Join(", ", usage.Denied)}");
    }

    // The agent's keys and log-in; and what the user listed, of which a word such as "Production" is in many a file.
    private KnownSecrets SecretsOf(Dictionary<string, string> environment, AgentHome home)
    {
        string[] keys =
        [
            .. environment
                .Where(pair => IsKey(pair.Key) || task.HandedSecrets.Contains(pair.Key))
                .SelectMany(pair => new[] { pair.Value, variable(pair.Key) ?? "" }),
        ];
        string[] listed =
        [
            .. environment
                .Where(pair => task.Variables.Contains(pair.Key))
                .SelectMany(pair => new[] { pair.Value, variable(pair.Key) ?? "" }),
        ];
        return new KnownSecrets(
            [.. keys, .. keys.Concat(listed).SelectMany(LogInText.SecretsOf), .. home.Secrets],
            listed
        );
    }

    private bool IsKey(string name) =>
        program.Descriptor.Variables.Contains(name)
        && (
            name.Contains("KEY", StringComparison.Ordinal)
            || name.Contains("TOKEN", StringComparison.Ordinal)
            || name.EndsWith("_CONTENT", StringComparison.Ordinal)
        );

    private static void Read(string line, AgentLog log, Action<string> read)
    {
        log.Write(line);
        read(line);
    }

    private Process Start(
        (string File, IReadOnlyList<string> Arguments) command,
        Dictionary<string, string> environment
    )
    {
        string[] line = [.. Subreaper.Leader, command.File, .. command.Arguments];
        var start = new ProgramStart(line[0], line[1..])
        {
            Folder = task.Folder,
            Streams = ProgramStreams.All,
            Variables = ProgramStart.Only(environment),
        };
        try
        {
            return BoundProcess.Start(start);
        }
        catch (Win32Exception exception)
        {
            throw OneShotErrors.AgentFailed(program.Name, $"'{command.File}' can't be started: {exception.Message}");
        }
    }

    private static async Task WriteAsync(
        Process process,
        IEnumerable<byte[]> parts,
        CancellationToken cancellationToken
    )
    {
        try
        {
            foreach (var part in parts)
                await process.StandardInput.BaseStream.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its output tells why.
        }
    }
}
