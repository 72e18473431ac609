using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Installs the real agent programs and drives them against a scripted model on loopback: no account, no key, no network but npm's.</summary>
[TaskName("TestAgents")]
[TaskDescription("Installs the five agent programs from npm (500 MB) and tests them against a scripted model")]
[IsDependentOn(typeof(BuildTask))]
public sealed class TestAgentsTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        NpmFolder.InstallAgents(context);
        NpmFolder.InstallSandbox(context);
        TestRun.Of(context, context.Root.CombineWithFilePath("tests/OneShot.Agents.Tests/OneShot.Agents.Tests.csproj"), context.AgentTestResults, "TestAgents=true");
    }
}
