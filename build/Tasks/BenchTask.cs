using Cake.Common;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;
using Cake.Core.IO;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Measures what a dispatch costs, side by side with what it could cost at least.</summary>
[TaskName("Bench")]
[TaskDescription("Measures a dispatch against its floor, and a run on this machine by its phases (--bench-rounds=20)")]
[IsDependentOn(typeof(PreparePeersTask))]
[IsDependentOn(typeof(BuildTask))]
public sealed class BenchTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        context.Begin(PreparePeersTask.Install).GetAwaiter().GetResult();
        var project = context.Root.CombineWithFilePath("tests/OneShot.Bench/OneShot.Bench.csproj");
        using var work = new LongWork(context, "measuring", "about 20 minutes for 20 rounds");
        context.DotNetRun(
            project.FullPath,
            ProcessArgumentBuilder.FromString(context.Argument("bench-rounds", "20")),
            new DotNetRunSettings { Configuration = "Release", WorkingDirectory = context.Root }
        );
    }
}
