using System.Diagnostics;
using System.Text.Json;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>A run's process, which waits to be told what it needs. Disposed before that, it ends by itself.</summary>
/// <param name="id">The process's id.</param>
/// <param name="process">Whom to tell it to: the process, or the shell that started it.</param>
/// <param name="program">The copy that it runs from, until it has taken that over itself.</param>
/// <param name="face">What the user types to reach the face.</param>
internal sealed class StartedRunner(int id, Process process, ProgramUse program, string face) : IStartedRunner
{
    public int Id => id;

    public async Task TellAsync(IReadOnlyCollection<string> forAgents, IReadOnlyCollection<string> forCommands)
    {
        var all = Environment.GetEnvironmentVariables();
        var told = RunnerEnvironment.Told(all, forAgents, forCommands).WithFace(face);
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
