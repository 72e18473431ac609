using System.IO.Compression;

namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>
/// However this repository was built, its packages depend on the real Cake.Frosting, and the stand-in is in none.
/// </summary>
public sealed class StandInTests : IDisposable
{
    private readonly TempFolder _folder = new("stand-in");

    [Fact]
    public void What_was_built_with_the_stand_in_depends_on_the_real_one()
    {
        Pack("OneShot.Frosting").ExitCode.ShouldBe(0);
        using var package = ZipFile.OpenRead(_folder["OneShot.Frosting.0.1.0.nupkg"]);
        PackageFeed.DependenciesOf(PackageFeed.Nuspec(package)).ShouldContain("Cake.Frosting 7.0.0");
        package
            .Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal))
            .Select(entry => entry.Name)
            .ShouldBe(["OneShot.Frosting.dll"]);
    }

    [Fact]
    public void The_tool_which_would_carry_it_is_refused()
    {
        var refused = Pack("OneShot.Tool");
        refused.ExitCode.ShouldNotBe(0);
        refused.All.ShouldContain("the stand-in for it is never published");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    /// <summary>It may lie in a cache under whichever version: what is to be published is never built against it.</summary>
    [Fact]
    public void A_package_of_it_is_refused_where_packages_to_publish_are_made()
    {
        var feed = PackageFeed.Instance;
        var outcome = Launch.Run(
            _folder.Path,
            RepositoryCopy.Environment,
            "dotnet",
            "msbuild",
            Path.Combine(Repository.Root, "src", "OneShot.Frosting"),
            "-nologo",
            "-restore",
            "-t:ResolvePackageAssets",
            "-p:CakeFrosting=package",
            $"-p:CakeFrostingVersion=[{feed.CakeVersion}]",
            "-p:RestoreSources=" + Path.GetDirectoryName(feed.Package("Cake.Frosting")),
            "-p:RestorePackagesPath=" + _folder["cache"],
            "-p:RestoreFallbackFolders=" + RepositoryCopy.Packages,
            "-p:RestorePackagesWithLockFile=false",
            "-p:CentralPackageTransitivePinningEnabled=false",
            "-p:ArtifactsPath=" + _folder["artifacts"]
        );
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Output.ShouldContain(
            "error : This Cake.Frosting is the stand-in for it, which nothing is published with"
        );
        outcome.Output.ShouldContain(_folder["cache/cake.frosting/" + feed.CakeVersion]);
    }

    /// <summary>Its tests are those of the real one, wherever a feed has that; here of what is packed of it.</summary>
    [Fact]
    public void Its_tests_pass_over_a_package_of_a_feed()
    {
        var feed = PackageFeed.Instance;
        // Tests find the repository above them.
        var artifacts = Path.Combine(Repository.Root, "artifacts", "stand-in-tests");
        var outcome = Launch.Run(
            _folder.Path,
            RepositoryCopy.Environment,
            "dotnet",
            "test",
            Path.Combine(Repository.Root, "tests", "Cake.Frosting.Tests"),
            "--nologo",
            "-p:CakeFrosting=package",
            "-p:StandIn=" + feed.CakeVersion["7.0.0-".Length..],
            "-p:RestoreAdditionalProjectSources=" + Path.GetDirectoryName(feed.Package("Cake.Frosting")),
            "-p:RestorePackagesPath=" + _folder["cache"],
            "-p:RestoreFallbackFolders=" + RepositoryCopy.Packages,
            "-p:RestorePackagesWithLockFile=false",
            "-p:RunAnalyzers=false",
            "-p:ArtifactsPath=" + artifacts
        );
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.ShouldContain("Passed!  - Failed:     0");
        File.ReadAllBytes(Path.Combine(artifacts, "bin/Cake.Frosting.Tests/debug/Cake.Frosting.dll"))
            .ShouldBe(
                File.ReadAllBytes(_folder[$"cache/cake.frosting/{feed.CakeVersion}/lib/net10.0/Cake.Frosting.dll"])
            );
    }

    public void Dispose() => _folder.Dispose();

    private Outcome Pack(string id) =>
        Launch.Run(
            _folder.Path,
            RepositoryCopy.Environment,
            "dotnet",
            "pack",
            Path.Combine(Repository.Root, "src", id),
            "--no-build",
            "-c",
            "Debug",
            "-o",
            _folder.Path,
            "--nologo",
            "-v",
            "q"
        );
}
