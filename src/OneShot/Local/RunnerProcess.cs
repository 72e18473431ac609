using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OneShot.Core.Errors;
using OneShot.Core.Storage;

namespace OneShot.Local;

/// <summary>Starts the process that a run is, from a copy of the program, so that a rebuild can't pull it away.</summary>
/// <param name="programs">The folder that holds the program: the face's own.</param>
internal sealed class RunnerProcess(string programs)
{
    private const string Name = "OneShot.Tool";

    // Beside the program; where a face keeps that apart, beside this assembly.
    private readonly string _libraries = File.Exists(Path.Combine(programs, Library)) || typeof(RunnerProcess).Assembly.Location is not { Length: > 0 } loaded ? programs : Path.GetDirectoryName(loaded)!;

    private static string Library => typeof(RunnerProcess).Assembly.GetName().Name + ".dll";

    private string[] Own => [Path.Combine(programs, Name + ".dll"), Path.Combine(programs, Name + ".runtimeconfig.json")];

    /// <summary>The variable that marks a runner and everything it starts with the run's id.</summary>
    public const string Mark = "ONESHOT_ID";

    /// <summary>Checks, before anything is made, that the program is here.</summary>
    /// <exception cref="OneShotException">OS3029: it is not.</exception>
    public void Require()
    {
        if (!Own.All(File.Exists)) throw OneShotErrors.RunnerFailed($"the program {Name} is not in {programs}; a program that refers to the package OneShot has it beside itself.");
    }

    /// <summary>Starts it.</summary>
    /// <param name="store">The local forge's folder.</param>
    /// <param name="id">The run.</param>
    /// <param name="forAgents">Names of the user's variables that the run's agent may get.</param>
    /// <param name="cancellationToken">Stops waiting for its start.</param>
    /// <returns>The process's id.</returns>
    public async Task<int> StartAsync(string store, string id, IReadOnlyCollection<string> forAgents, CancellationToken cancellationToken)
    {
        var program = Copy(Path.Combine(store, "program"));
        var output = Path.Combine(PrivateFolder.Make(Path.Combine(store, "runs", id)), "runner.txt");
        await PrivateFolder.Append(output).DisposeAsync().ConfigureAwait(false);
        var command = new[] { "dotnet", program, "run", store, id };

        // A shell puts the process on its own feet: its output goes to a file. Its input is what it is told, and nobody's terminal.
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(command[0], command[1..]) { CreateNoWindow = true, RedirectStandardInput = true }
            : new ProcessStartInfo("/bin/sh", ["-c", "exec 3<&0; \"$@\" <&3 3<&- >>\"$0\" 2>&1 & echo $!", output, .. command]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var variables = Environment.GetEnvironmentVariables();
        start.Environment.Clear();
        foreach (var (name, value) in RunnerEnvironment.AtStart(variables)) start.Environment[name] = value;
        start.Environment[Mark] = id;
        try
        {
            using var process = Process.Start(start)!;
            await TellAsync(process.StandardInput.BaseStream, RunnerEnvironment.Told(variables, forAgents)).ConfigureAwait(false);
            return OperatingSystem.IsWindows() ? process.Id : int.Parse(await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
        }
        catch (Win32Exception exception)
        {
            throw OneShotErrors.RunnerFailed(exception.Message);
        }
    }

    /// <summary>Reads, in that process, what it is told.</summary>
    /// <exception cref="OneShotException">OS3029: whoever started it ended in the middle.</exception>
    public static RunnerEnvironment Told(Stream input)
    {
        try
        {
            return JsonSerializer.Deserialize(input, LocalJson.Default.RunnerEnvironment)!;
        }
        catch (JsonException)
        {
            throw OneShotErrors.RunnerFailed("whoever started it ended before it was told what it needs.");
        }
    }

    // Not to be cancelled: half of it would be a run that fails.
    private static async Task TellAsync(Stream input, RunnerEnvironment told)
    {
        try
        {
            await JsonSerializer.SerializeAsync(input, told, LocalJson.Default.RunnerEnvironment, CancellationToken.None).ConfigureAwait(false);
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It ended already, and its output tells why.
        }
    }

    /// <summary>Whether a process is there and does anything.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            // What ended and was not waited for by anybody is still listed.
            if (OperatingSystem.IsLinux()) return !File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
            using var running = Process.GetProcessById(process);
            return !running.HasExited;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    public static void Terminate(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            if (OperatingSystem.IsWindows()) running.Kill(entireProcessTree: true);
            else Agents.ProcessTree.Terminate(process);
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }

    // One copy for each build of the program, whoever runs it.
    private string Copy(string folder)
    {
        var files = Needed();
        var stamp = string.Join('\n', files.Select(file => new FileInfo(file)).Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        var target = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stamp)))[..12]);
        if (!Directory.Exists(target))
        {
            RemoveOld(folder);
            var begun = $"{target}.{Guid.NewGuid():N}";
            Directory.CreateDirectory(begun);
            foreach (var file in files) File.Copy(file, Path.Combine(begun, Path.GetFileName(file)), overwrite: true);
            try
            {
                Directory.Move(begun, target);
            }
            catch (IOException) when (Directory.Exists(target))
            {
                Folders.Remove(begun); // another process was faster
            }
        }

        Directory.SetLastWriteTimeUtc(target, DateTime.UtcNow);
        return Path.Combine(target, Name + ".dll");
    }

    // Of builds that nobody has run for longer than any run lasts.
    private static void RemoveOld(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var copy in Directory.EnumerateDirectories(folder).Where(copy => DateTime.UtcNow - Directory.GetLastWriteTimeUtc(copy) > TimeSpan.FromDays(7))) Folders.Remove(copy);
    }

    // The program, and this assembly with what it refers to and stands beside it. What the program has for other
    // words than "run", Cake above all, stays; so does the list of dependencies, which would have the host look for that.
    private List<string> Needed()
    {
        Require();
        List<string> files = [Path.Combine(_libraries, Library)];
        for (var i = 0; i < files.Count; i++) files.AddRange(ReferencesOf(files[i]).Select(name => Path.Combine(_libraries, name + ".dll")).Where(File.Exists).Except(files).ToArray());
        return [.. Own, .. files];
    }

    private static IEnumerable<string> ReferencesOf(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
    }
}
