using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Installs the real agent programs and drives them against a scripted
/// model on loopback: no account, no key, no network but npm's.
/// </summary>
[TaskName("TestAgents")]
[TaskDescription(
    "Installs all agent programs from npm (about 1 GB with their npms) and tests them against a scripted model"
)]
[IsDependentOn(typeof(PreparePeersTask))]
[IsDependentOn(typeof(BuildTask))]
public sealed class TestAgentsTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        Task.WhenAll(context.Begin(PreparePeersTask.Install), context.Begin(AgentPrograms.Install))
            .GetAwaiter()
            .GetResult();
        AgentTests.Run(context);
    }
}
