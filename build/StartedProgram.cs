using System.Diagnostics;

namespace Build;

/// <summary>A program that this build starts: it reads nothing, and what it prints is read here.</summary>
internal static class StartedProgram
{
    /// <summary>Starts it.</summary>
    /// <param name="file">The program.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="variables">All of its variables; <see langword="null"/> for those of this process.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be started.</exception>
    public static Process Of(
        string file,
        string folder,
        IReadOnlyDictionary<string, string?>? variables,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (variables is not null)
            start.Environment.Clear();
        foreach (var (name, value) in variables ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        var program = Process.Start(start)!;
        program.StandardInput.Close();
        return program;
    }
}
