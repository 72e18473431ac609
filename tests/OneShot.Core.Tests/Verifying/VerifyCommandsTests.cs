using OneShot.Core.Verifying;

namespace OneShot.Core.Tests.Verifying;

/// <summary>What trunk shows is what is run; what it does not show is nobody's guess.</summary>
public sealed class VerifyCommandsTests : IDisposable
{
    private const string Host =
        "<Project><ItemGroup><PackageReference Include=\"Cake.Frosting\" /></ItemGroup></Project>";

    private readonly TempFolder _folder = new("trunk");

    [Theory]
    [InlineData("""[TaskName("Test")] public sealed class Run : FrostingTask { }""")]
    [InlineData("public sealed class TestTask : FrostingTask { }")]
    public async Task A_Cake_Frosting_build_with_a_task_Test_is_run_by_its_script(string task)
    {
        _folder.Write("build.sh", "exec dotnet run");
        _folder.Write("build/Build.csproj", Host);
        _folder.Write("build/Tasks/Tests.cs", task);
        _folder.Write("Shop.sln", "");
        (await Find()).ShouldBe("./build.sh --target=Test");
    }

    [Theory]
    [InlineData("build.sh", "build/Other.cs")] // no such task
    [InlineData("make.sh", "build/TestTask.cs")] // nothing that starts it
    public async Task A_build_without_either_is_none(string script, string task)
    {
        _folder.Write(script, "exec dotnet run");
        _folder.Write("build/Build.csproj", Host);
        _folder.Write(
            task,
            task.Contains("Test", StringComparison.Ordinal) ? "class TestTask { }" : "class Latest { }"
        );
        (await Find()).ShouldBeNull();
    }

    [Theory]
    [InlineData("Shop.sln", "dotnet build Shop.sln && dotnet test Shop.sln --no-build")]
    [InlineData("My Shop.slnx", "dotnet build 'My Shop.slnx' && dotnet test 'My Shop.slnx' --no-build")]
    [InlineData("Shop.csproj", "dotnet build Shop.csproj && dotnet test Shop.csproj --no-build")]
    [InlineData("$(id).sln", "dotnet build '$(id).sln' && dotnet test '$(id).sln' --no-build")]
    public async Task A_solution_is_built_and_tested(string name, string command)
    {
        _folder.Write(name, "");
        (await Find()).ShouldBe(command);
    }

    [Fact]
    public async Task Of_two_solutions_nobody_can_tell_which()
    {
        _folder.Write("One.sln", "");
        _folder.Write("Two.sln", "");
        (await Find()).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"scripts":{"test":"node --test"}}""", false, "npm test")]
    [InlineData("""{"scripts":{"test":"vitest"},"devDependencies":{"vitest":"1"}}""", true, "npm ci && npm test")]
    [InlineData(
        """{"scripts":{"test":"vitest"},"devDependencies":{"vitest":"1"}}""",
        false,
        "npm install --no-package-lock && npm test"
    )]
    [InlineData("""{"scripts":{"test":"echo \"Error: no test specified\" && exit 1"}}""", false, null)]
    [InlineData("""{"scripts":{}}""", false, null)]
    [InlineData("""{"scripts":[]}""", false, null)]
    [InlineData("[]", false, null)]
    [InlineData("{", false, null)]
    public async Task A_package_with_a_test_script_is_tested_by_npm(string package, bool hasLock, string? command)
    {
        _folder.Write("package.json", package);
        if (hasLock)
            _folder.Write("package-lock.json", "{}");
        (await Find()).ShouldBe(command);
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        var outside = _folder.Write("outside.json", """{"scripts":{"test":"node --test"}}""");
        File.CreateSymbolicLink(_folder["package.json"], outside);
        (await Find()).ShouldBeNull();
    }

    // Trunk has a script at its top, and one in a folder.
    [Theory]
    [InlineData("npm test", "package.json", """{"scripts":{"test":"true"}}""", "package.json")]
    [InlineData("npm run test:ci", "package.json", """{"scripts":{"test":"true"}}""", "package.json")]
    [InlineData("yarn test", "package.json", """{"scripts":{"test":"true"}}""", "package.json")]
    [InlineData("cd web && pnpm test", "web/package.json", """{"scripts":{"test":"true"}}""", "web/package.json")]
    [InlineData("npm test", "package.json", """{"scripts":[]}""", "package.json")]
    [InlineData("npm test", "package.json", "{}", "package.json")]
    [InlineData("npm test", "package.json", """{"scripts":{"test":"\ud800"}}""", "package.json")]
    [InlineData("npm test", "package.json", null, "package.json")]
    [InlineData("npm test", "package.json", """{"scripts":{"test":"node --test"},"type":"module"}""", null)]
    [InlineData("npm test", "web/package.json", "{}", null)]
    [InlineData("sh npm-test.sh", "package.json", "{}", null)]
    public async Task Scripts_that_were_changed_are_named(string command, string file, string? text, string? named)
    {
        using var other = new TempFolder("other");
        foreach (var path in new[] { "package.json", "web/package.json" })
        {
            _folder.Write(path, """{"scripts":{"test":"node --test"}}""");
            other.Write(path, """{"scripts":{"test":"node --test"}}""");
        }

        if (text is null)
            File.Delete(other[file]);
        else
            other.Write(file, text);
        (
            await new VerifyCommands(new FolderFiles(_folder.Path)).DifferingAsync(
                command,
                new FolderFiles(other.Path),
                default
            )
        ).ShouldBe(named is null ? [] : [$"the scripts of {named}"]);
    }

    public void Dispose() => _folder.Dispose();

    private Task<string?> Find() => new VerifyCommands(new FolderFiles(_folder.Path)).FindAsync(default);
}
