using System.Collections.Concurrent;
using OneShot.Core.Errors;
using OneShot.Local;
using OneShot.Local.Store;

namespace OneShot.Tests.Local;

/// <summary>
/// Works on runs in the test's own process: a program of .NET that starts costs more than all that a run does.
/// <see cref="RunnerContractTests"/> hold it to what the real
/// one does; what a process is there for is tested with that.
/// </summary>
/// <param name="variable">Reads the user's environment.</param>
/// <param name="path">The folders of programs, where they are not those of the tests.</param>
internal sealed class InProcessRunner(Func<string, string?> variable, string? path = null) : IRunner
{
    private static readonly ConcurrentDictionary<string, CancellationTokenSource> Running = new();

    public void Require() { }

    public Task<IStartedRunner> StartAsync(
        string id,
        string store,
        string output,
        CancellationToken cancellationToken
    ) => Task.FromResult<IStartedRunner>(new Started(id, store, output, variable, path));

    public void Terminate(string id, int process) => Running.GetValueOrDefault(id)?.Cancel();

    private sealed class Started(string id, string store, string output, Func<string, string?> variable, string? path)
        : IStartedRunner
    {
        public int Id => Environment.ProcessId;

        public Task TellAsync(IReadOnlyCollection<string> forAgents, IReadOnlyCollection<string> forCommands)
        {
            var variables = Environment.GetEnvironmentVariables();
            foreach (var name in forAgents.Concat(forCommands))
            {
                if (variable(name) is { } value)
                    variables[name] = value;
            }

            variables["PATH"] = path ?? variables["PATH"];
            var told = RunnerEnvironment.Told(variables, forAgents, forCommands).WithFace(FaceCommand.Of(variable));
            var own = told.Own.Concat(RunnerEnvironment.AtStart(variables)).DistinctBy(pair => pair.Key).ToDictionary();
            _ = Task.Run(() => WorkAsync(told.Agents, own));
            return Task.CompletedTask;
        }

        public void Dispose() { }

        private async Task WorkAsync(IReadOnlyDictionary<string, string> agents, Dictionary<string, string> own)
        {
            using var stop = new CancellationTokenSource();
            Running[id] = stop;
            try
            {
                await LocalRunHost.RunAsync(store, id, agents, own.GetValueOrDefault, stop.Token);
            }
            catch (Exception exception)
            {
                await File.AppendAllTextAsync(output, exception + "\n", CancellationToken.None);
                throw;
            }
            finally
            {
                Running.TryRemove(id, out _);
            }
        }
    }
}
