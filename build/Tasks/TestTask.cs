using System.Xml.Linq;
using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Test;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Builds and runs all tests; <c>--filter</c> picks some.</summary>
[TaskName("Test")]
[TaskDescription("Installs what the tests need, builds, and runs all tests (--filter=…)")]
[IsDependentOn(typeof(PreparePeersTask))]
[IsDependentOn(typeof(BuildTask))]
public sealed class TestTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        context.CleanDirectory(context.TestResults);
        context.DotNetTest(context.Solution.FullPath, new DotNetTestSettings
        {
            Configuration = context.BuildConfiguration,
            NoBuild = true,
            NoLogo = true,
            Filter = context.Filter,
            Loggers = ["trx", "console;verbosity=minimal"],
            ResultsDirectory = context.TestResults,
            WorkingDirectory = context.Root,
            HandleExitCode = _ => true,
        });
        var counters = context.GetFiles(context.TestResults.FullPath + "/*.trx").Select(file => XDocument.Load(file.FullPath).Descendants().First(element => element.Name.LocalName == "Counters")).ToArray();
        var passed = Sum("passed");
        var failed = counters.Length == 0 ? 1 : Sum("total") - passed;
        context.Information($"{passed} passed, {failed} failed");
        if (failed > 0) throw new CakeException("Some tests failed; see the lines above.");

        int Sum(string name) => counters.Sum(counter => (int)counter.Attribute(name)!);
    }
}
