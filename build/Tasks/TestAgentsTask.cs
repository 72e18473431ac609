using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Installs the real agent programs and drives them against a scripted
/// model on loopback: no account, no key, no network but npm's.
/// </summary>
[TaskName("TestAgents")]
[TaskDescription(
    "Installs all agent programs from npm (about 900 MB with their npms) and tests them against a scripted model"
)]
[IsDependentOn(typeof(PreparePeersTask))]
[IsDependentOn(typeof(BuildTask))]
public sealed class TestAgentsTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        NpmFolder.Install(context, "tests/peers/npm", "today's npm and the next, with a Node (about 210 MB)");
        AgentPrograms.Install(context);
        AgentTests.Run(context);
    }
}
