using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Build;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Builds the solution; for tests that a filter picks only their projects, and those only where a source changed.
/// </summary>
[TaskName("Build")]
[TaskDescription("Builds the solution")]
public sealed class BuildTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var configuration = context.BuildConfiguration;
        if (!context.IsAskedFor("Test") || context.Filter is null)
        {
            Build(context, context.Solution.FullPath, TestProject.All(context.Root.FullPath));
            return;
        }

        var stale = context.PickedTests.Where(project => !project.IsFresh(configuration));
        foreach (var project in stale.GroupBy(project => project.ToBuild))
            Build(context, project.Key, [.. project]);
    }

    private static void Build(BuildContext context, string project, TestProject[] built)
    {
        var begun = DateTime.UtcNow;
        context.DotNetBuild(
            project,
            new DotNetBuildSettings
            {
                Configuration = context.BuildConfiguration,
                NoLogo = true,
                Verbosity = DotNetVerbosity.Minimal,
                WorkingDirectory = context.Root,
                EnvironmentVariables = new Dictionary<string, string?>(ShortLives.Variables),
            }
        );
        foreach (var tests in built)
            tests.Built(context.BuildConfiguration, begun);
    }
}
