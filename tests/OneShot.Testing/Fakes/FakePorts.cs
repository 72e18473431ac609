using OneShot.Batches;
using OneShot.Core.Ports;
using OneShot.RepositoryFiles;

namespace OneShot.Testing.Fakes;

/// <summary>
/// The ports of a verb on the user's side: repository, forge and agents in memory, files as the product reads them.
/// </summary>
internal static class FakePorts
{
    /// <summary>Reads files of many prompts, as the product does.</summary>
    public static IPromptsFormat Prompts { get; } = new PromptsFormat();

    /// <summary>Takes the repository's own file apart, as the product does.</summary>
    public static IRepositoryFileFormat RepositoryFile { get; } = new RepositoryYaml();

    /// <param name="folder">From where relative paths count.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="forge">The forge.</param>
    /// <param name="reporter">Is told what happens.</param>
    /// <param name="clock">The time.</param>
    public static VerbPorts For(
        string folder,
        FakeRepository repository,
        FakeForge forge,
        IReporter reporter,
        TimeProvider clock
    ) =>
        OneShotVerbs.Ports(
            new OneShotSettings(),
            new OneShotHost(folder, folder, reporter) { Variable = _ => null, Clock = clock }
        ) with
        {
            Repository = repository,
            Forges = forge,
            Agents = new FakeAgents(),
        };
}
