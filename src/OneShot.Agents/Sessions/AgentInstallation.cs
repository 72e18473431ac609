using OneShot.Agents.Npm;
using OneShot.Core.Errors;
using OneShot.Core.Secrets;
using OneShot.Processes;

namespace OneShot.Agents.Sessions;

/// <summary>Installs an agent's program by npm from a lock file of ours, and believes it when it has started.</summary>
internal sealed class AgentInstallation(AgentProgram program, string folder, Func<string, string?> variable)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>The version that is installed.</summary>
    public static Version VersionOf(AgentProgram program) =>
        NpmInstallation.VersionOf(Resources(program), program.Descriptor.Package!);

    /// <summary>Installs it, and returns the folder that belongs on the PATH.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var packages = await new NpmInstallation(Resources(program), folder, variable, Limit)
                .RunAsync(runsScripts: true, cancellationToken)
                .ConfigureAwait(false);
            var bin = Path.Combine(packages, ".bin");
            var file =
                ProgramPath.Find(program.Program, bin)
                ?? throw new NpmException($"npm installed no program '{program.Program}'");

            // npm says success of a package whose script it did not run, and then there is half a program.
            return AgentStart.Of(file, program, variable).Fault(program.Program) is { } fault
                ? throw new NpmException(Redaction.Of(fault))
                : bin;
        }
        catch (NpmException exception)
        {
            throw OneShotErrors.AgentNotInstalled(program.Name, exception.Message, program.Descriptor.Install);
        }
    }

    private static string Resources(AgentProgram program) => "OneShot.Agents/" + program.Name;
}
