using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Build;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Compile")]
public sealed class CompileTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context) =>
        context.DotNetBuild(
            "tests/Shop.Tests",
            new DotNetBuildSettings { Configuration = context.BuildConfiguration, NoLogo = true }
        );
}
