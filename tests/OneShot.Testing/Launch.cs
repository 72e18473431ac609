using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OneShot.Testing;

/// <summary>Runs programs as a shell would: signals at their defaults, output captured, ended at the limit.</summary>
public sealed class Launch : IDisposable
{
    // Tests run side by side, so a build of theirs gains nothing by a second process of MSBuild, which has to be compiled
    // just in time as the first one has: that is a third of what a build costs. What asks for a one-shot is a program of
    // ours, and has all processors.
    private static readonly string[] Builders = ["build", "msbuild", "pack", "restore", "test"];

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private Launch(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public static Launch Start(
        string folder,
        IReadOnlyDictionary<string, string?>? environment,
        string program,
        params string[] arguments
    )
    {
        // A runner started in the background of a shell ignores SIGINT, and would pass that on. Nobody signals a git.
        var start =
            OperatingSystem.IsLinux() && program != "git"
                ? new ProcessStartInfo("env", ["--default-signal=INT,TERM,HUP", program, .. arguments])
                : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = folder;
        if (program == "dotnet" && IsBuild(arguments))
            start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return new Launch(Process.Start(start)!);
    }

    public static Outcome Run(
        string folder,
        IReadOnlyDictionary<string, string?>? environment,
        string program,
        params string[] arguments
    ) => RunWithInput(folder, environment, string.Empty, program, arguments);

    public static Outcome RunWithInput(
        string folder,
        IReadOnlyDictionary<string, string?>? environment,
        string input,
        string program,
        params string[] arguments
    )
    {
        using var launch = Start(folder, environment, program, arguments);
        try
        {
            launch._process.StandardInput.Write(input);
            launch._process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }

        return launch.Wait();
    }

    /// <summary>Ends a process that a test left behind.</summary>
    /// <returns>Whether it was still there.</returns>
    public static bool End(int process)
    {
        var isThere = IsThere(process);
        if (Kill(process, 9) != 0 || !isThere)
            return false;
        for (var waited = 0; waited < 3600 && IsThere(process); waited++)
            Thread.Sleep(20);
        return true;
    }

    private static bool IsBuild(string[] arguments) =>
        arguments is [var verb, ..]
        && Builders.Contains(verb)
        && !arguments.Any(argument => argument.StartsWith("-t:", StringComparison.Ordinal));

    // What ended and was not waited for by anybody is still listed.
    private static bool IsThere(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Signal(int signal) => _ = Kill(_process.Id, signal);

    /// <summary>
    /// Signals whoever is in its group, as a terminal does at Ctrl+C: for one that leads a group, by <c>setsid</c>.
    /// </summary>
    public void SignalGroup(int signal) => _ = Kill(-_process.Id, signal);

    public bool HasEnded => _process.HasExited;

    public Outcome Wait(int seconds = 900)
    {
        if (!_process.WaitForExit(TimeSpan.FromSeconds(seconds)))
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"It did not end within {seconds} s.\n{_output.Result}\n{_error.Result}");
        }

        return new Outcome(_process.ExitCode, _output.GetAwaiter().GetResult(), _error.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
