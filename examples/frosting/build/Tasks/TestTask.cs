using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Test;
using Cake.Frosting;
using OneShot.Frosting;

namespace Build.Tasks;

[TaskName("Test")]
[IsDependentOn(typeof(CompileTask))]
[OneShotOnFailure(FromTrx = "artifacts/tests/*.trx")]
public sealed class TestTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context) =>
        context.DotNetTest(
            "tests/Shop.Tests",
            new DotNetTestSettings
            {
                Configuration = context.BuildConfiguration,
                NoBuild = true,
                NoLogo = true,
                Loggers = ["trx"],
                ResultsDirectory = "artifacts/tests",
            }
        );
}
