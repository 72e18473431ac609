using System.Security;

namespace OneShot.Agents.Command;

/// <summary>
/// Makes builds and tests of .NET write their results into a folder, whatever command starts them: MSBuild reads the
/// environment as properties.
/// </summary>
internal static class DotNetResults
{
    private const string Targets = "oneshot.targets";

    /// <summary>Puts into the folder what builds import, and tells the variables for it.</summary>
    /// <param name="results">The folder of the results.</param>
    /// <param name="top">The top of the checkout.</param>
    /// <returns>The variables.</returns>
    public static Dictionary<string, string> Variables(string results, string top)
    {
        var targets = Path.Combine(results, Targets);
        File.WriteAllText(targets, Text(results, top));
        return new Dictionary<string, string>
        {
            ["ONESHOT_RESULTS"] = results,
            // What dotnet test's own arguments set:
            // https://github.com/microsoft/vstest/blob/main/src/Microsoft.TestPlatform.Build/Microsoft.TestPlatform.targets
            ["VSTestLogger"] = "trx",
            ["VSTestResultsDirectory"] = results,
            // Each project imports this file at its end.
            ["CustomAfterMicrosoftCommonTargets"] = targets,
            // A build each its own; an SDK that does not know it yet has the other file.
            ["MSBUILD_LOGGING_ARGS"] = $"-bl:{Path.Combine(results, "{}.binlog")};ProjectImports=None",
        };
    }

    // One name for each project and framework: none overwrites another's. A build that a test runs elsewhere, perhaps
    // to see it fail, is none of the repository's.
    private static string Text(string results, string top) =>
        $"""
            <Project>
              <PropertyGroup Condition="'$(ErrorLog)' == '' and $(MSBuildProjectFullPath.StartsWith('{Escaped(
                top
            )}/'))">
                <OneShotBuild>$(MSBuildProjectFullPath) $(TargetFramework) $(RuntimeIdentifier) $(Configuration)</OneShotBuild>
                <ErrorLog>{Escaped(
                results
            )}/$(MSBuildProjectName).$([MSBuild]::StableStringHash('$(OneShotBuild)')).sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """;

    // Folders of ours: nothing of MSBuild's own is in their names but what a temporary folder may have.
    private static string Escaped(string path) =>
        SecurityElement.Escape(
            path.Replace("%", "%25", StringComparison.Ordinal).Replace("'", "%27", StringComparison.Ordinal)
        );
}
