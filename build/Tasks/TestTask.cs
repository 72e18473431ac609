using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Builds and runs all tests but those of the real agent programs; <c>--filter</c> picks some.</summary>
[TaskName("Test")]
[TaskDescription("Installs what the tests need, builds, and runs all tests but TestAgents (--filter=…)")]
[IsDependentOn(typeof(PreparePeersTask))]
[IsDependentOn(typeof(BuildTask))]
public sealed class TestTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        Task.WhenAll(context.Begin(PreparePeersTask.Install), context.Begin(PowerShellTool.Install))
            .GetAwaiter()
            .GetResult();
        var assemblies = context.PickedTests.Select(project => project.Assembly(context.BuildConfiguration)).ToArray();
        if (assemblies.Length == 0)
            throw new CakeException($"No test has a name that --filter={context.Filter} picks.");
        TestRun.Of(context, assemblies, context.TestResults, TestPrograms.Prepare(context));
    }
}
