using OneShot.Frosting.Output;

namespace OneShot.Frosting.Tests;

/// <summary>What is typed to run a build without a script, wherever its output lies and wherever the user is.</summary>
public sealed class DotnetRunTests : IDisposable
{
    private readonly TempFolder _repo = new("dotnet-run");

    [Theory]
    [InlineData("build/Build.csproj", "build/bin/Debug/net10.0", "", "dotnet run --project build --")]
    [InlineData("build/Build.csproj", "build/bin/Debug/net10.0", "build", "dotnet run --")]
    [InlineData("build/Build.csproj", "artifacts/bin/Build/debug", "", "dotnet run --project build --")]
    [InlineData("build/Build.csproj", "build/bin/Debug/net10.0", "src", "dotnet run --project ../build --")]
    [InlineData("my build/Build.csproj", "my build/bin/Debug/net10.0", "", "dotnet run --project 'my build' --")]
    [InlineData("other/Other.csproj", "elsewhere/bin", "", "dotnet run --")]
    public void It_names_the_project_seen_from_there(string project, string programs, string user, string command)
    {
        _repo.Write(project, "<Project />");
        foreach (var folder in new[] { programs, user })
            Directory.CreateDirectory(_repo[folder]);
        DotnetRun.Typed(BuildProject.Find("Build", _repo[programs]), _repo[user]).ShouldBe(command);
    }

    [Fact]
    public void Of_two_projects_in_a_folder_one_is_named()
    {
        _repo.Write("build/Build.csproj", "<Project />");
        _repo.Write("build/Tools.csproj", "<Project />");
        Directory.CreateDirectory(_repo["build/bin"]);
        DotnetRun
            .Typed(BuildProject.Find("Build", _repo["build/bin"]), _repo.Path)
            .ShouldBe("dotnet run --project build/Build.csproj --");
    }

    public void Dispose() => _repo.Dispose();
}
