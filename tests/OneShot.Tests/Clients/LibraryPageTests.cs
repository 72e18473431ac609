using System.Text.RegularExpressions;

namespace OneShot.Tests.Clients;

/// <summary>What the pages show of the library compiles as it stands, without a warning.</summary>
public sealed partial class LibraryPageTests : IDisposable
{
    private readonly TempFolder _folder = new("library-page");

    [Fact]
    public void Its_samples_need_one_namespace_and_no_doubt_about_null()
    {
        string[] pages = ["docs/faces.md", "src/OneShot/README.md"];
        var samples = pages.Select(page => SampleOf(File.ReadAllText(Path.Combine(Repository.Root, page)))).ToArray();
        string[] needed = ["OneShot", "OneShot.Core", "Microsoft.Extensions.Logging.Abstractions"];
        var references = needed.Select(name =>
            $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, name + ".dll")}\" />"
        );
        _folder.Write(
            "Library.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable>"
                + "<ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>"
                + $"<ItemGroup>{string.Concat(references)}</ItemGroup></Project>"
        );
        _folder.Write(
            "Samples.cs",
            "using Microsoft.Extensions.Logging;\nusing OneShot;\n\npublic abstract class Samples(string repository, ILogger logger)\n{\n"
                + "    protected abstract void Show(OneShotState state);\n"
                + string.Concat(
                    samples.Select(
                        (sample, i) =>
                            $"\n    public async Task Of{i}(CancellationToken cancellationToken)\n    {{\n{sample}    }}\n"
                    )
                )
                + "}\n"
        );
        var outcome = Launch.Run(_folder.Path, new Dictionary<string, string?>(), "dotnet", "build", "--nologo");
        outcome.ExitCode.ShouldBe(0, outcome.All);
    }

    public void Dispose() => _folder.Dispose();

    // The one line for the namespace stands at the top of a file.
    private static string SampleOf(string page)
    {
        var sample = Block().Matches(page).Select(match => match.Groups[1].Value).Single(IsOfTheLibrary);
        sample.ShouldContain("using OneShot;\n");
        return sample.Replace("using OneShot;\n", "", StringComparison.Ordinal);
    }

    private static bool IsOfTheLibrary(string block) => block.Contains("new OneShotClient(", StringComparison.Ordinal);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Block();
}
