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
