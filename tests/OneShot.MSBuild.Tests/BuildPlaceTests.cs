namespace OneShot.MSBuild.Tests;

/// <summary>What is told to type builds what was built: whoever named a project names it again.</summary>
public sealed class BuildPlaceTests : IDisposable
{
    private readonly TempFolder _folder = new("place");

    public BuildPlaceTests()
    {
        Directory.CreateDirectory(_folder["build"]);
        Directory.CreateDirectory(_folder["Release"]);
        _folder.Write("src/My App/App.csproj", "<Project />");
        _folder.Write("All.slnx", "<Solution />");
    }

    [Theory]
    [InlineData("dotnet.dll|build|-t:OneShot", "dotnet build")]
    [InlineData("dotnet.dll|build|src|-t:OneShot", "dotnet build src")]
    [InlineData("dotnet.dll|build|-t:OneShot|src/My App/App.csproj", "dotnet build 'src/My App/App.csproj'")]
    [InlineData("dotnet.dll|build|build", "dotnet build build")]
    [InlineData("dotnet.dll|msbuild|-t:OneShot|./src", "dotnet build ./src")]
    [InlineData("MSBuild.dll|src|-t:OneShot", "dotnet build src")]
    [InlineData("dotnet.dll|build|-c|Release|-t:OneShot", "dotnet build")]
    [InlineData("dotnet.dll|build|All.slnx|-t:OneShot", "dotnet build")] // of its folder too, or refused
    [InlineData("dotnet.dll|build|nowhere|-t:OneShot", "dotnet build")]
    [InlineData("MSBuild.dll|/nodemode:1|/nodeReuse:false", "dotnet build")]
    [InlineData("", "dotnet build")]
    public void It_is_read_off_the_command_line(string typed, string command)
    {
        BuildPlace.Command(typed.Split('|'), _folder.Path).ShouldBe(command);
        BuildPlace.Command(typed.Split('|'), null).ShouldBe("dotnet build");
    }

    public void Dispose() => _folder.Dispose();
}
