namespace OneShot.Tests.Local;

/// <summary>What a build of .NET says of its errors is told by name, with no argument of anybody's.</summary>
public sealed class VerifyDotNetTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    private string Body => _here.Pull(1).GetProperty("body").GetString()!;

    // Two of the same name, and one that is built for two frameworks: none hides another's errors.
    [Theory]
    [InlineData(null)]
    [InlineData("env -u MSBUILD_LOGGING_ARGS dotnet msbuild Shop.slnx -restore -m:1")] // an SDK of before that variable
    public async Task Errors_of_three_projects_are_named_each_with_its_place(string? command)
    {
        Solution();
        var error = (
            await Should.ThrowAsync<OneShotException>(() =>
                RunAsync(
                    "echo 'class Bad { int x = \"s\"; }' > one/Shop/Bad.cs;"
                        + "echo 'class Bad { void M() { missing(); } }' > two/Shop/Bad.cs;"
                        + "printf '#if !NET10_0\\nclass Bad { Lost x; }\\n#endif\\nclass Both { Gone x; }\\n' > Both/Bad.cs",
                    command
                )
            )
        ).Error;
        error.Code.ShouldBe("OS6021");
        Body.ShouldContain("Errors of the build (4):");
        Body.ShouldNotContain("BinaryLogger"); // where it is, nothing is any more
        Body.ShouldContain("- `one/Shop/Bad.cs:1:21: CS0029 Cannot implicitly convert type 'string' to 'int'`");
        Body.ShouldContain("- `two/Shop/Bad.cs:1:24: CS0103 The name 'missing' does not exist");
        Body.ShouldContain("- `Both/Bad.cs:2:13: CS0246 The type or namespace name 'Lost' could not be found");
        Body.ShouldContain("- `Both/Bad.cs:4:14: CS0246 The type or namespace name 'Gone' could not be found");
    }

    [Fact]
    public async Task What_no_compiler_says_is_named_too()
    {
        Solution();
        await Should.ThrowAsync<OneShotException>(() =>
            RunAsync(
                "echo '<Project><Target Name=\"No\" BeforeTargets=\"Build\"><Error Text=\"not like this\" /></Target>"
                    + "</Project>' > Both/Directory.Build.targets"
            )
        );
        Body.ShouldContain("not like this`");
        Body.ShouldContain("Errors of the build (1):\n\n- `Both/Directory.Build.targets:1:");
    }

    // Our own tests do that: a build that fails is what they want to see.
    [Fact]
    public async Task A_build_that_fails_elsewhere_is_none_of_the_repository_s()
    {
        _here.ShortenDotNet();
        var other = _here.Folder["other"];
        Directory.CreateDirectory(other);
        await File.WriteAllTextAsync(Path.Combine(other, "Other.csproj"), Project("net10.0"));
        await File.WriteAllTextAsync(Path.Combine(other, "Other.cs"), "class Bad { Lost x; }");
        await Should.ThrowAsync<OneShotException>(() =>
            RunAsync("echo x > new.cs", $"test ! -f new.cs || {{ dotnet build {other}; exit 1; }}")
        );
        Body.ShouldNotContain("Errors of the build");
        Body.ShouldContain("CS0246"); // in the end of what it printed
    }

    public void Dispose() => _here.Dispose();

    // The other framework has the types of the one that is installed: nothing is downloaded.
    private static string Project(string frameworks) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
            <PropertyGroup><TargetFrameworks>{frameworks}</TargetFrameworks></PropertyGroup>
            <PropertyGroup Condition="'$(TargetFramework)' == 'net9.0'">
            <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup>
            <ItemGroup Condition="'$(TargetFramework)' == 'net9.0'">
            <Reference Include="$(NetCoreTargetingPackRoot)/Microsoft.NETCore.App.Ref/10.*/ref/net10.0/*.dll" /></ItemGroup>
            </Project>
            """;

    private void Solution()
    {
        _here.ShortenDotNet(processors: 2); // the errors come out of two processes of MSBuild
        _here.Repo.Write("one/Shop/Shop.csproj", Project("net10.0"));
        _here.Repo.Write("two/Shop/Shop.csproj", Project("net10.0"));
        _here.Repo.Write("Both/Both.csproj", Project("net10.0;net9.0"));
        _here.Repo.Write(".gitignore", "bin/\nobj/\n");
        _here.Repo.Git("add", "-A");
        _here.Repo.Commit(
            "Solution",
            "Shop.slnx",
            """
            <Solution><Folder Name="/one/"><Project Path="one/Shop/Shop.csproj" /></Folder>
            <Folder Name="/two/"><Project Path="two/Shop/Shop.csproj" /></Folder><Project Path="Both/Both.csproj" />
            </Solution>
            """
        );
    }

    private Task<DispatchReceipt> RunAsync(string implement, string? command = null)
    {
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(PlannerScript.Good, implement);
        settings.VerifyCommand = command;
        settings.Timeout = null;
        return _here.RunAsync(settings);
    }
}
