using System.Diagnostics;
using System.Text.Json;
using OneShot.Core.Errors;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>A run's process, which waits to be told what it needs. Disposed before that, it ends by itself.</summary>
/// <param name="id">The process's id.</param>
/// <param name="process">Whom to tell it to: the process, or the shell that started it.</param>
/// <param name="program">The copy that it runs from, until it has taken that over itself.</param>
/// <param name="face">What the user types to reach the face.</param>
internal sealed class StartedRunner(int id, Process process, ProgramUse program, string face) : IDisposable
{
    public int Id => id;

    /// <summary>Tells it, and lets it begin. Not to be cancelled: half of it would be a run that fails.</summary>
    /// <param name="forAgents">Names of the user's variables that the run's agent may get.</param>
    public async Task TellAsync(IReadOnlyCollection<string> forAgents)
    {
        var told = RunnerEnvironment.Told(Environment.GetEnvironmentVariables(), forAgents);
        told = told with { Own = new Dictionary<string, string>(told.Own) { [FaceCommand.Variable] = face } };
        var input = process.StandardInput.BaseStream;
        try
        {
            await JsonSerializer
                .SerializeAsync(input, told, LocalJson.Default.RunnerEnvironment, CancellationToken.None)
                .ConfigureAwait(false);
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It ended already, and its output tells why.
        }
    }

    public void Dispose()
    {
        process.StandardInput.BaseStream.Dispose();
        process.Dispose();
        program.Dispose();
    }
}
