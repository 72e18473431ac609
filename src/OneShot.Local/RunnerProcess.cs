using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using OneShot.Core.Errors;
using OneShot.Local.Store;
using OneShot.Processes;

namespace OneShot.Local;

/// <summary>
/// Starts the process that a run is, from a copy of the program, so that a rebuild can't pull it away.
/// </summary>
/// <param name="programs">The folder that holds the program: the face's own.</param>
/// <param name="copies">Where copies are kept.</param>
/// <param name="face">What the user types to reach the face: what the run tells names it.</param>
internal sealed class RunnerProcess(string programs, ProgramStore copies, string face = FaceCommand.Default) : IRunner
{
    private const string Name = "OneShot.Tool";

    // Beside the program; where a face keeps that apart, beside this assembly.
    private readonly string _libraries =
        File.Exists(Path.Combine(programs, Library))
        || typeof(RunnerProcess).Assembly.Location is not { Length: > 0 } loaded
            ? programs
            : Path.GetDirectoryName(loaded)!;

    /// <summary>The assembly that the process begins in.</summary>
    private const string Library = "OneShot.dll";

    private string[] Own =>
        [Path.Combine(programs, Name + ".dll"), Path.Combine(programs, Name + ".runtimeconfig.json")];

    /// <summary>The variable that marks a runner and everything it starts with the run's id.</summary>
    public const string Mark = "ONESHOT_ID";

    /// <summary>Checks, before anything is made, that the program is here.</summary>
    /// <exception cref="OneShotException">OS3029 or OS3130: it is not.</exception>
    public void Require()
    {
        if (!Own.All(File.Exists))
            throw OneShotErrors.RunnerFailed(
                $"the program {Name} is not in {programs}; a program that refers to the package OneShot has it "
                    + $"beside itself."
            );
        copies.Require();
    }

    /// <inheritdoc/>
    /// <exception cref="OneShotException">OS3029, OS3130: it can't be.</exception>
    public async Task<IStartedRunner> StartAsync(
        string id,
        string store,
        string output,
        CancellationToken cancellationToken
    )
    {
        var use = copies.Take(Needed());
        string[] command = ["dotnet", Path.Combine(use.Folder, Name + ".dll"), "run", store, id];
        Process? process = null;
        try
        {
            process = Command(command, output, id).Start();
            if (OperatingSystem.IsWindows())
                return new StartedRunner(process.Id, process, use, face);
            var told = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            return new StartedRunner(int.Parse(told, CultureInfo.InvariantCulture), process, use, face);
        }
        catch (Exception exception)
        {
            process?.StandardInput.BaseStream.Dispose();
            process?.Dispose();
            use.Dispose();
            if (exception is Win32Exception or FormatException)
                throw OneShotErrors.RunnerFailed(exception.Message);
            throw;
        }
    }

    // A shell puts the process on its own feet: its output goes to a file. Its input is what it is told, and nobody's
    // terminal.
    private static ProgramStart Command(string[] command, string output, string id)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProgramStart(command[0], command[1..]) { HasNoWindow = true, Streams = ProgramStreams.Input }
            : new ProgramStart(
                "/bin/sh",
                ["-c", "exec 3<&0; \"$@\" <&3 3<&- >>\"$0\" 2>&1 & echo $!", output, .. command]
            )
            {
                Streams = ProgramStreams.Input | ProgramStreams.Output,
            };
        var variables = RunnerEnvironment.AtStart(Environment.GetEnvironmentVariables());
        return start with { Variables = ProgramStart.Only([.. variables, new(Mark, id)]) };
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
            throw OneShotErrors.RunnerFailed("the process that started it ended too early.");
        }
    }

    /// <summary>Whether a process is there and does anything.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            // What ended and was not waited for by anybody is still listed.
            if (OperatingSystem.IsLinux())
                return !File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
            using var running = Process.GetProcessById(process);
            return !running.HasExited;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    public void Terminate(string id, int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            if (OperatingSystem.IsWindows())
                running.Kill(entireProcessTree: true);
            else
                Processes.ProcessTree.Terminate(process);
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }

    // The program, and the assembly it begins in with what that refers to and stands
    // beside it. What the program has for other words than "run", Cake above all,
    // stays; so does the list of dependencies, which would have the host look for that.
    private List<string> Needed()
    {
        Require();
        List<string> files = [Path.Combine(_libraries, Library)];
        for (var i = 0; i < files.Count; i++)
            files.AddRange(
                ReferencesOf(files[i])
                    .Select(name => Path.Combine(_libraries, name + ".dll"))
                    .Where(File.Exists)
                    .Except(files)
                    .ToArray()
            );
        return [.. Own, .. files];
    }

    private static IEnumerable<string> ReferencesOf(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences.Select(reference =>
                metadata.GetString(metadata.GetAssemblyReference(reference).Name)
            ),
        ];
    }
}
