using System.Diagnostics;
using System.Text.Json;
using OneShot.Core.Errors;

namespace OneShot.Agents;

/// <summary>Installs an agent's program by npm from a lock file of ours. No script of a package runs before every package has been checked against its hash.</summary>
internal sealed class AgentInstallation(AgentProgram program, string folder, Func<string, string?> variable)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly string[] Files = ["package.json", "package-lock.json"];

    /// <summary>The version that is installed.</summary>
    public static Version VersionOf(AgentProgram program)
    {
        using var stream = Open(program, Files[0]);
        using var document = JsonDocument.Parse(stream);
        return Version.Parse(document.RootElement.GetProperty("dependencies").GetProperty(program.Package!).GetString()!);
    }

    /// <summary>Installs it, and returns the folder that belongs on the PATH.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Files)
        {
            using var stream = Open(program, name);
            using var file = File.Create(Path.Combine(folder, name));
            await stream.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        }

        await NpmAsync(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cancellationToken).ConfigureAwait(false);
        await CheckAsync(cancellationToken).ConfigureAwait(false);
        await NpmAsync(["rebuild", "--loglevel=error"], cancellationToken).ConfigureAwait(false);
        var bin = Path.Combine(folder, "node_modules", ".bin");
        return AgentFile.Find(program.Program, bin) is not null ? bin : throw Failed($"npm installed no program '{program.Program}'");
    }

    // npm checks a package whose hash the lock holds, and says nothing of one that has none.
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        using var stream = File.OpenRead(Path.Combine(folder, "node_modules", ".package-lock.json"));
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (var package in document.RootElement.GetProperty("packages").EnumerateObject())
        {
            if (!package.Value.TryGetProperty("integrity", out _)) throw Failed($"the lock file has no hash of {package.Name["node_modules/".Length..]}");
        }
    }

    private async Task NpmAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var npm = AgentFile.Find("npm", variable("PATH")) ?? throw Failed("npm was not found");
        var start = new ProcessStartInfo(npm, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = await process.StandardError.ReadToEndAsync(limit.Token).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            if (process.ExitCode != 0) throw Failed(error.Trim().Split('\n', 2)[0] is { Length: > 0 } line ? $"npm {arguments[0]}: {Redaction.Of(line)}" : $"npm {arguments[0]} ended with {process.ExitCode}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"npm {arguments[0]} did not end within {Limit.TotalMinutes:0} min");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Stream Open(AgentProgram program, string file)
        => typeof(AgentInstallation).Assembly.GetManifestResourceStream($"OneShot.Agents.Packages/{program.Name}/{file}") ?? throw new InvalidOperationException($"{program.Name} has no {file}.");

    private OneShotException Failed(string reason) => OneShotErrors.AgentNotInstalled(program.Name, reason, program.Install);
}
