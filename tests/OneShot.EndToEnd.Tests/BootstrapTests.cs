namespace OneShot.EndToEnd.Tests;

/// <summary><c>build.sh</c> builds only when a source changed, and then is the build. Here that is a small one: what this repository's own build takes has nothing to do with it.</summary>
public sealed class BootstrapTests : IDisposable
{
    private readonly TempFolder _copy = new("bootstrap");

    public BootstrapTests()
    {
        foreach (var file in new[] { "build.sh", "global.json" }) File.Copy(Path.Combine(Repository.Root, file), _copy[file]);
        foreach (var file in new[] { "Directory.Build.targets", "Directory.Packages.props", ".github/none.yml" }) _copy.Write(file, "<Project />");
        _copy.Write("Directory.Build.props", "<Project><PropertyGroup><ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath></PropertyGroup></Project>");
        _copy.Write("build/Build.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><Compile Include=\"../src/**/*.cs\" /></ItemGroup></Project>");
        _copy.Write("build/Program.cs", "System.Console.WriteLine(\"Task\");");
        _copy.Write("src/OneShot.Core/Old.cs", "namespace OneShot.Core;\n");
    }

    [Fact]
    public void It_builds_when_something_changed_and_only_then()
    {
        var first = Run("--description");
        first.ExitCode.ShouldBe(0, first.All);
        first.Error.ShouldContain("build.sh: building");
        first.Output.ShouldNotContain("Build.csproj");
        first.Output.TrimStart().ShouldStartWith("Task");
        Built(Run("--description")).ShouldBeFalse();
        var used = Directory.GetDirectories(_copy["artifacts/host"]).Single();
        File.WriteAllText(Path.Combine(used, ".users", System.Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)), "");

        _copy.Write("src/OneShot.Core/New.cs", "this is no C#\n");
        var broken = Run("--description");
        broken.ExitCode.ShouldBe(1);
        broken.Output.ShouldBeEmpty();
        broken.Error.ShouldContain("the build does not build");

        // A source that is gone is a change too. Two at once: one builds, the other waits and has nothing to do. A lock of a process that is gone is nobody's.
        File.Delete(_copy["src/OneShot.Core/New.cs"]);
        File.CreateSymbolicLink(_copy["artifacts/host/lock"], "999999999");
        using var one = Start();
        using var two = Start();
        var outcomes = new[] { one.Wait(), two.Wait() };
        outcomes.ShouldAllBe(outcome => outcome.ExitCode == 0);
        outcomes.Count(Built).ShouldBe(1);
        Directory.GetFileSystemEntries(_copy["artifacts/host"], "lock*").ShouldBeEmpty();

        _copy.Write("src/OneShot.Core/New.cs", "namespace OneShot.Core;\n");
        Built(Run("--description")).ShouldBeTrue();
        Built(Run("--description")).ShouldBeFalse();
        Directory.Exists(used).ShouldBeTrue("somebody runs it");
        Directory.GetDirectories(_copy["artifacts/host"]).Length.ShouldBe(3, "the last two, and the one in use");

        // A link to the script is the script.
        File.CreateSymbolicLink(_copy["link.sh"], "build.sh");
        var linked = Launch.Run(System.IO.Path.GetTempPath(), Environment, _copy["link.sh"], "--description");
        Built(linked).ShouldBeFalse();
    }

    [Fact]
    public void Without_the_sdk_it_says_so()
    {
        var tools = new[] { "sh", "dirname", "find", "head", "mkdir", "cat", "rm", "date", "sleep", "ln", "readlink" };
        Directory.CreateDirectory(_copy["bin"]);
        foreach (var tool in tools) File.CreateSymbolicLink(_copy["bin/" + tool], new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + tool).First(File.Exists));
        var outcome = Launch.Run(_copy.Path, new Dictionary<string, string?> { ["PATH"] = _copy["bin"] }, "/bin/sh", _copy["build.sh"]);
        outcome.ExitCode.ShouldBe(3, outcome.All);
        outcome.Error.ShouldContain("the .NET SDK is missing");
    }

    public void Dispose() => _copy.Dispose();

    private static bool Built(Outcome outcome)
    {
        outcome.ExitCode.ShouldBe(0, outcome.All);
        return outcome.Error.Contains("build.sh: building", StringComparison.Ordinal);
    }

    private Outcome Run(params string[] arguments) => Launch.Run(_copy.Path, Environment, _copy["build.sh"], arguments);

    private Launch Start() => Launch.Start(_copy.Path, Environment, _copy["build.sh"], "--description");

    // Compiling ahead of time is tested by whoever starts build.sh, this repository's other tests.
    private static Dictionary<string, string?> Environment => new(RepositoryCopy.Environment) { ["ONESHOT_PRECOMPILE"] = "0" };
}
