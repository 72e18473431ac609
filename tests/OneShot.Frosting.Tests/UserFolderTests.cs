using OneShot.Frosting.Output;

namespace OneShot.Frosting.Tests;

/// <summary>Where the user is, though the project starts its program elsewhere, as Cake's template does.</summary>
public sealed class UserFolderTests : IDisposable
{
    private const string Moving =
        "<Project><PropertyGroup><RunWorkingDirectory>$(MSBuildProjectDirectory)</RunWorkingDirectory>"
        + "</PropertyGroup></Project>";

    private readonly TempFolder _outside = new("user-folder");
    private readonly string _repo;

    public UserFolderTests()
    {
        _repo = _outside["repo"];
        foreach (var folder in new[] { "repo/.git", "repo/build/bin", "repo/src", "repository" })
            Directory.CreateDirectory(_outside[folder]);
    }

    [Theory]
    [InlineData("repo", "repo", "dotnet run --project build --")]
    [InlineData("repo/src", "repo/src", "dotnet run --project ../build --")]
    [InlineData("repo/build", "repo/build", "dotnet run --")]
    [InlineData("repo/src/gone", "repo/build", "dotnet run --project build --")]
    [InlineData("repository", "repo/build", "dotnet run --project build --")]
    [InlineData(null, "repo/build", "dotnet run --project build --")]
    public void The_shell_knows_it_if_it_speaks_of_this_repository(string? shell, string folder, string command)
    {
        _outside.Write("repo/build/Build.csproj", Moving);
        var found = Found(started: "repo/build", shell is null ? null : _outside[shell]);
        found.Path.ShouldBe(_outside[folder]);
        Typed(found).ShouldBe(command);
    }

    [Fact]
    public void A_property_for_all_projects_counts_too()
    {
        _outside.Write("repo/build/Build.csproj", "<Project />");
        _outside.Write("repo/Directory.Build.props", Moving);
        Found(started: "repo/build", _repo).Path.ShouldBe(_repo);
    }

    [Fact]
    public void Without_the_property_the_shell_is_not_asked()
    {
        _outside.Write("repo/build/Build.csproj", "<Project />");
        var found = Found(started: "repo/src", _repo);
        found.Path.ShouldBe(_outside["repo/src"]);
        Typed(found).ShouldBe("dotnet run --project ../build --");
    }

    [Fact]
    public void A_relative_hint_is_none()
    {
        _outside.Write("repo/build/Build.csproj", Moving);
        Found(started: "repo/build", "src").Path.ShouldBe(_outside["repo/build"]);
    }

    public void Dispose() => _outside.Dispose();

    private BuildProject? Project => BuildProject.Find("Build", _outside["repo/build/bin"]);

    private UserFolder Found(string started, string? shell) => UserFolder.Find(Project, _outside[started], shell);

    private string Typed(UserFolder folder) => DotnetRun.Typed(Project, folder.Typing);
}
