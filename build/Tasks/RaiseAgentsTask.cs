using Cake.Common.Diagnostics;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Raises the versions that agents are installed in, and records anew what those print that tests play.
/// </summary>
[TaskName("RaiseAgents")]
[TaskDescription(
    "Raises all agents to npm's newest versions: pins, lock files, installation, a first start, recordings"
)]
[IsDependentOn(typeof(PreparePeersTask))]
public sealed class RaiseAgentsTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        context.Begin(PreparePeersTask.Install).GetAwaiter().GetResult();
        var raised = AgentPins.Raise(context);
        if (raised.Length == 0)
            return;
        new BuildTask().Run(context); // the lock files are part of the program
        AgentPrograms.Install(context);
        AgentTests.Run(context, "FullyQualifiedName~RecordingTests", raised);
        context.Information(
            $"Raised: {string.Join(", ", raised)}. Look at what changed in the recordings, then type: ./build.sh "
                + $"--target=TestAgents"
        );
    }
}
