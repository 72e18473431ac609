namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>The example of a Cake Frosting build, built once for all tests as its user's first command does.</summary>
internal static class FrostingExample
{
    private static readonly Lazy<GitRepo> Built = new(Build);

    /// <summary>A copy with what was built.</summary>
    public static GitRepo Copy(string path) => GitRepo.CopyOf(Built.Value.Path, path).KnowItsFiles();

    private static GitRepo Build()
    {
        var feed = PackageFeed.Instance;
        var repo = ExamplesTests.Copy("frosting", GitRepo.TemplateFolder());
        var first = Run("run", "--project", "build", "--", "--version");
        first.ExitCode.ShouldBe(0, first.All);
        Run("run", "--no-build", "--project", "build", "--", "--version").Output.ShouldBe(feed.Version + "\n");

        return repo;

        Outcome Run(params string[] command) => Launch.Run(repo.Path, feed.Environment, "dotnet", command);
    }
}
