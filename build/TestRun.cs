using System.Xml.Linq;
using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Tool;
using Cake.Core;
using Cake.Core.IO;

namespace Build;

/// <summary>One run of tests that are built, and its sum.</summary>
internal static class TestRun
{
    /// <summary>Runs, prints how many passed and failed, and fails when one did.</summary>
    /// <param name="context">The build.</param>
    /// <param name="assemblies">The tests.</param>
    /// <param name="results">Where the results go.</param>
    /// <param name="programs">The programs that tests start.</param>
    /// <param name="filter">Those to run; <see langword="null"/> takes <c>--filter</c>.</param>
    /// <param name="variables">More of the environment.</param>
    public static void Of(
        BuildContext context,
        IReadOnlyCollection<string> assemblies,
        DirectoryPath results,
        DirectoryPath? programs = null,
        string? filter = null,
        IReadOnlyDictionary<string, string?>? variables = null
    )
    {
        context.CleanDirectory(results);
        AheadOfTime.Lay(assemblies);
        using var work = new LongWork(context, "testing", "5 to 10 minutes for all tests on two cores");
        context.DotNetTool(
            "vstest",
            new DotNetToolSettings
            {
                WorkingDirectory = context.Root,
                EnvironmentVariables = new Dictionary<string, string?>(
                    ShortLives.Variables.Concat(variables ?? new Dictionary<string, string?>())
                )
                {
                    ["TEST_PROGRAMS"] = programs?.FullPath ?? string.Empty,
                },
                HandleExitCode = _ => true,
                // As many assemblies at once as there are cores: at its end, each has tests that run alone, or wait.
                // How many tests run at once in one is in its xunit.runner.json.
                ArgumentCustomization = arguments =>
                {
                    arguments
                        .Append("--Parallel")
                        .Append("--logger:trx")
                        .AppendQuoted("--logger:console;verbosity=minimal");
                    arguments.AppendQuoted("--ResultsDirectory:" + results.FullPath);
                    foreach (var assembly in assemblies)
                        arguments.AppendQuoted(assembly);
                    if ((filter ?? context.Filter) is { } picked)
                        arguments.AppendQuoted("--TestCaseFilter:" + picked);
                    return arguments;
                },
            }
        );
        var runs = context
            .GetFiles(results.FullPath + "/*.trx")
            .Select(file => XDocument.Load(file.FullPath))
            .ToArray();
        var counters = runs.SelectMany(run => Named(run, "Counters")).ToArray();
        var passed = Sum("passed");
        // their reasons stand above: what this machine lacks, and what brings it
        var skipped = Sum("total") - Sum("executed");
        var failed = counters.Length == 0 ? 1 : Sum("executed") - passed;
        context.Information($"{passed} passed, {failed} failed{(skipped > 0 ? $", {skipped} skipped" : "")}");
        foreach (var result in runs.SelectMany(run => Named(run, "UnitTestResult")).Where(HasFailed))
            context.Information($"    {(string)result.Attribute("testName")!}: {Reason(result)}");
        if (failed > 0)
            throw new CakeException("Some tests failed; see the lines above.");

        int Sum(string name) => counters.Sum(counter => (int)counter.Attribute(name)!);
    }

    private static IEnumerable<XElement> Named(XContainer within, string name) =>
        within.Descendants().Where(element => element.Name.LocalName == name);

    private static bool HasFailed(XElement result) => (string?)result.Attribute("outcome") == "Failed";

    // All of it stands above, between what other tests told meanwhile.
    private static string Reason(XElement result) =>
        Named(result, "Message").FirstOrDefault()?.Value.ReplaceLineEndings(" ").Trim() ?? "for no reason that it told";
}
