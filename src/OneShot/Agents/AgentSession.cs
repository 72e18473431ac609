using System.ComponentModel;
using System.Diagnostics;
using OneShot.Core.Agents;
using OneShot.Core.Errors;

namespace OneShot.Agents;

/// <summary>One session of an agent's program: a home of its own, an environment made from nothing, a log, a limit, and an end for everything it started.</summary>
internal sealed class AgentSession(AgentProgram program, AgentTask task, Func<string, string?> variable, Action<string> activity)
{
    private readonly string _mark = Guid.NewGuid().ToString("N");

    public async Task<AgentUsage> RunAsync(CancellationToken cancellationToken)
    {
        var home = task.Scratch is { } scratch ? Directory.CreateDirectory(Path.Combine(scratch, "home")).FullName : Directory.CreateTempSubdirectory("oneshot-home-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(home, "tmp"));
            CopyCredentials(home);
            if (task.Committer is { } committer) await File.WriteAllTextAsync(Path.Combine(home, ".gitconfig"), $"[user]\n\tname = {Quoted(committer.Name)}\n\temail = {Quoted(committer.Email)}\n", cancellationToken).ConfigureAwait(false);
            return await RunAsync(program.Prepare(task, home), home, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Folders.Remove(home);
        }
    }

    private async Task<AgentUsage> RunAsync(AgentCommand command, string home, CancellationToken cancellationToken)
    {
        var environment = AgentEnvironment.Build(program, command, task, home, _mark, variable);
        var secrets = program.Variables.Where(name => name.Contains("KEY", StringComparison.Ordinal) || name.Contains("TOKEN", StringComparison.Ordinal)).Concat(task.Variables).Select(environment.GetValueOrDefault).OfType<string>().ToArray();
        using var log = new AgentLog(task.LogPath, secrets);
        var reader = program.Read();
        reader.Activity = activity;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(task.TimeLimit);
        var watch = Stopwatch.StartNew();
        using var process = Start(command, environment);
        var output = LineReader.ReadAsync(process.StandardOutput.BaseStream, line => Read(line, log, reader.Output), CancellationToken.None);
        var error = LineReader.ReadAsync(process.StandardError.BaseStream, line => Read(line, log, reader.Error), CancellationToken.None);
        try
        {
            await WriteAsync(process, command.Input, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw OneShotErrors.AgentTimedOut(program.Name, task.TimeLimit.TotalMinutes);
        }
        finally
        {
            await ProcessTree.EndAsync(process, _mark).ConfigureAwait(false);
        }

        // What it left behind held the pipes, and is ended: what was printed is read to its end.
        await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None)).ConfigureAwait(false);
        return reader.FailureOf(process.ExitCode) is { } failure ? throw failure : reader.Usage(watch.Elapsed);
    }

    private static void Read(string line, AgentLog log, Action<string> read)
    {
        log.Write(line);
        read(line);
    }

    private Process Start(AgentCommand command, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments) { WorkingDirectory = task.Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw OneShotErrors.AgentMissing(program.Name, program.Program, program.Install);
        }
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its output tells why.
        }
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private void CopyCredentials(string home)
    {
        if (variable("HOME") is not { Length: > 0 } own) return;
        foreach (var file in program.CredentialFiles)
        {
            var source = Path.Combine(own, file);
            if (!File.Exists(source)) continue;
            var target = Path.Combine(home, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }
    }
}
