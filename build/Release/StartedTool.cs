using Cake.Core;
using Cake.Core.IO;

namespace Build.Release;

/// <summary>A program of .NET, started in the repository.</summary>
internal static class StartedTool
{
    /// <summary>Runs it.</summary>
    /// <param name="context">The build.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="write">Writes its arguments.</param>
    /// <returns>The lines that it printed.</returns>
    /// <exception cref="CakeException">It failed: with what it printed.</exception>
    public static IReadOnlyList<string> Run(BuildContext context, string name, Action<ProcessArgumentBuilder> write)
    {
        var arguments = new ProcessArgumentBuilder();
        write(arguments);
        var settings = new ProcessSettings
        {
            Arguments = arguments,
            WorkingDirectory = context.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Silent = true,
        };
        using var process = context.ProcessRunner.Start("dotnet", settings);
        process.WaitForExit(); // what it printed is whole only then
        var output = process.GetStandardOutput().ToArray();
        var errors = process.GetStandardError().ToArray();
        return process.GetExitCode() == 0
            ? output
            : throw new CakeException($"{name} failed:\n{string.Join('\n', output.Concat(errors))}");
    }
}
