namespace OneShot.EndToEnd.Tests;

/// <summary>
/// One property switches from our stand-in to the package of that name. The feed here may not have it, so a package is made
/// of the stand-in's assemblies, in a folder and a cache of its own.
/// </summary>
public sealed class CakeFrostingPackageTests : IDisposable
{
    private readonly TempFolder _copy = RepositoryCopy.Make("package");
    private readonly TempFolder _feed = new("feed");

    [Fact]
    public void The_property_builds_against_the_package_and_not_against_the_stand_in()
    {
        Dotnet(_copy, "pack", "build/pack/StandIn.proj", $"-p:Assemblies={Path.Combine(Repository.Root, "artifacts/bin/Cake.Frosting/debug")}", "-o", _feed["feed"]);

        Dotnet(_copy, "build", "build/Build.csproj", "-p:CakeFrosting=package", $"-p:RestoreAdditionalProjectSources={_feed["feed"]}", $"-p:RestorePackagesPath={_feed["nuget"]}", $"-p:RestoreFallbackFolders={RepositoryCopy.Packages}");
        Directory.Exists(_feed["nuget/cake.frosting/7.0.0"]).ShouldBeTrue();
        Directory.Exists(_copy["artifacts/bin/Cake.Frosting"]).ShouldBeFalse();
        Dotnet(_copy, "exec", "artifacts/bin/Build/debug/Build.dll", "--description").Output.ShouldContain("TriggerOneShot");
    }

    public void Dispose()
    {
        _copy.Dispose();
        _feed.Dispose();
    }

    private static Outcome Dotnet(TempFolder folder, params string[] arguments)
    {
        var outcome = Launch.Run(folder.Path, RepositoryCopy.Environment, "dotnet", arguments);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        return outcome;
    }
}
