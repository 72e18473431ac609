namespace OneShot.Local;

/// <summary>What works on a run, and waits to be told what it needs. Disposed before that, it ends by itself.</summary>
internal interface IStartedRunner : IDisposable
{
    /// <summary>The process that it is.</summary>
    int Id { get; }

    /// <summary>Tells it, and lets it begin. Not to be cancelled: half of it would be a run that fails.</summary>
    /// <param name="forAgents">Names of the user's variables that the run's agent may get.</param>
    /// <param name="forCommands">Names of those that commands of the repository are handed, and no agent.</param>
    Task TellAsync(IReadOnlyCollection<string> forAgents, IReadOnlyCollection<string> forCommands);
}
