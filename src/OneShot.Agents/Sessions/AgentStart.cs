using System.ComponentModel;
using System.Text.RegularExpressions;
using OneShot.Processes;

namespace OneShot.Agents.Sessions;

/// <summary>
/// One start of an agent's program for nothing but its version: whether it runs at all, and what it answers.
/// </summary>
/// <param name="ExitCode">How it ended; <see langword="null"/> when it did not, or could not be started.</param>
/// <param name="Output">What it answered.</param>
/// <param name="Error">What it complained of.</param>
internal sealed partial record AgentStart(int? ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Starts it, with nothing of the user's, as in a session: some programs write into their home at every start.
    /// </summary>
    public static AgentStart Of(string file, AgentProgram program, Func<string, string?> variable)
    {
        using var home = new AgentHome(program, _ => null, null);
        var start = new ProgramStart(file, "--version")
        {
            Folder = home.Path,
            Streams = ProgramStreams.All,
            Variables = ProgramStart.Only(AgentEnvironment.Bare(program, home, variable)),
        };
        try
        {
            using var process = start.Start();
            process.StandardInput.Close();
            var texts = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (process.WaitForExit(Limit) && texts.Wait(TimeSpan.FromSeconds(1)))
                return new(process.ExitCode, texts.Result[0], texts.Result[1]);
            process.Kill(entireProcessTree: true);
            return new(null, string.Empty, $"it did not end within {Limit.TotalSeconds:0} s");
        }
        catch (Win32Exception exception)
        {
            return new(null, string.Empty, exception.Message);
        }
    }

    /// <summary>Why it is no program that runs; <see langword="null"/> when it is one.</summary>
    public string? Fault(string name)
    {
        if (ExitCode == 0)
            return AgentFile.NumberIn(Output) is null ? $"{name} --version answers no version" : null;
        var lines = Error.Trim().Split('\n').Select(one => one.Trim()).ToArray();
        var line = lines.FirstOrDefault(one => ErrorLine().IsMatch(one)) ?? lines[0];
        return ExitCode is { } code ? $"{name} --version ended with {code}: {line}" : $"{name} --version: {line}";
    }

    // Node prints the place in the source before what is wrong there.
    [GeneratedRegex(@"^\w*Error\b[^:]{0,40}: ", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex ErrorLine();
}
