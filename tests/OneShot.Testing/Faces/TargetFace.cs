using OneShot.Core.Settings;

namespace OneShot.Testing.Faces;

/// <summary>A project that refers to the package, built by the real <c>dotnet build</c>.</summary>
public sealed class TargetFace(PackageFeed feed) : IFace
{
    private bool _isRestored;

    public IReadOnlyDictionary<string, string> Files { get; } =
        new Dictionary<string, string>
        {
            ["shop.csproj"] =
                "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference "
                + $"Include=\"OneShot.MSBuild\" Version=\"{feed.Version}\" PrivateAssets=\"all\" /></ItemGroup></Project>",
            ["NuGet.config"] = File.ReadAllText(feed.Configuration),
            [".gitignore"] = "bin/\nobj/\n",
        };

    public bool HasExitCodes => false;

    public Outcome Ask(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        IReadOnlyDictionary<string, string> arguments
    )
    {
        string[] restore = _isRestored ? ["--no-restore"] : [];
        _isRestored = true;
        return Launch.Run(
            folder,
            feed.With(environment),
            "dotnet",
            [
                "build",
                "-nologo",
                "-t:OneShot",
                .. restore,
                .. arguments.Select(argument =>
                    $"-p:{Arguments.Find(argument.Key)!.Property}={Escaped(argument.Value)}"
                ),
            ]
        );
    }

    // What MSBuild's command line takes for its own.
    private static string Escaped(string value) =>
        value
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace(";", "%3B", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal)
            .Replace("\"", "%22", StringComparison.Ordinal);
}
