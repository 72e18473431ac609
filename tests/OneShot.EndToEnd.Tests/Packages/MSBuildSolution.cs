namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>
/// A user's solution with the package once for all its projects,
/// restored once; each test has a copy in a repository of its own.
/// </summary>
public sealed class MSBuildSolution : IDisposable
{
    private const string Shop = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
          <Target Name="Mend" DependsOnTargets="OneShot">
            <Message Importance="high" Text="mended: @(OneShotReceipt->'%(PrNumber) %(PrUrl) %(Branch) %(RunId)')" />
          </Target>
          <Target Name="MendDirectly">
            <OneShotDispatch WorkingFolder="$(MSBuildProjectDirectory)" Prompt="Mend what the compiler found" Slug="mend">
              <Output TaskParameter="Branch" PropertyName="MendBranch" />
              <Output TaskParameter="RunUrl" PropertyName="MendRun" />
            </OneShotDispatch>
            <Message Importance="high" Text="mended directly: $(MendBranch) $(MendRun)" />
          </Target>
          <Target Name="WhichNode">
            <Exec Command="echo node $PPID" />
          </Target>
        </Project>
        """;

    private readonly TempFolder _folder = new("solution");
    private readonly PackageFeed _feed = PackageFeed.Instance;

    public MSBuildSolution()
    {
        File.Copy(_feed.Configuration, _folder["NuGet.config"]);
        _folder.Write(
            "Directory.Packages.props",
            "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup><GlobalPackageReference "
                + $"Include=\"OneShot.MSBuild\" Version=\"{_feed.Version}\" /></ItemGroup></Project>"
        );
        _folder.Write("shop/shop.csproj", Shop);
        _folder.Write(
            "till/till.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"
        );
        _folder.Write(
            "many/many.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFrameworks>net10.0</TargetFrameworks></PropertyGroup></Project>"
        );
        _folder.Write(
            "Shop.slnx",
            "<Solution><Project Path=\"shop/shop.csproj\" /><Project Path=\"till/till.csproj\" /><Project "
                + "Path=\"many/many.csproj\" /></Solution>"
        );
        var restored = Launch.Run(_folder.Path, _feed.Environment, "dotnet", "restore", "Shop.slnx", "-v", "q");
        restored.ExitCode.ShouldBe(0, restored.All);
    }

    /// <summary>Puts the solution into a folder.</summary>
    public void CopyTo(string target)
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(_folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public Launch Start(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        Launch.Start(folder, Merged(environment), "dotnet", arguments);

    public Outcome RunInShell(string folder, IReadOnlyDictionary<string, string?> environment, string command) =>
        Launch.Run(folder, Merged(environment), "sh", "-c", command);

    public Outcome Run(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using var launch = Start(folder, environment, arguments);
        return launch.Wait();
    }

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string?> Merged(IReadOnlyDictionary<string, string?> environment) =>
        _feed.With(environment);
}
