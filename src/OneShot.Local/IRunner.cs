namespace OneShot.Local;

/// <summary>Starts what works on a run.</summary>
internal interface IRunner
{
    /// <summary>Checks, before anything is made, that runs can be started.</summary>
    /// <exception cref="OneShotException">OS3029 or OS3130: they can't be.</exception>
    void Require();

    /// <summary>Starts it. It waits for what it needs; whoever ends without a word to it ends it too.</summary>
    /// <param name="id">The run.</param>
    /// <param name="store">The local forge's folder.</param>
    /// <param name="output">A file for what it prints.</param>
    /// <param name="cancellationToken">Stops waiting for its start.</param>
    /// <returns>What was started.</returns>
    /// <exception cref="OneShotException">OS3029 or OS3130: it can't be.</exception>
    Task<IStartedRunner> StartAsync(string id, string store, string output, CancellationToken cancellationToken);

    /// <summary>Asks what works on a run to end.</summary>
    /// <param name="id">The run.</param>
    /// <param name="process">Its process.</param>
    void Terminate(string id, int process);
}
