using System.Text;
using System.Text.Json;

namespace OneShot.EndToEnd.Tests;

/// <summary>
/// <c>build.sh</c> and <c>build.ps1</c> build only when a source changed, and then are the build.
/// Here that is a small one: what this repository's own build takes has nothing to do with it.
/// </summary>
public sealed class BootstrapTests : IDisposable
{
    private readonly TempFolder _copy = new("bootstrap");

    public BootstrapTests()
    {
        foreach (var file in new[] { "build.sh", "build.ps1", "global.json" })
            File.Copy(Path.Combine(Repository.Root, file), _copy[file]);
        foreach (var file in new[] { "Directory.Build.targets", "Directory.Packages.props", ".github/none.yml" })
            _copy.Write(file, "<Project />");
        _copy.Write(
            "Directory.Build.props",
            "<Project><PropertyGroup><ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath></PropertyGroup></Project>"
        );
        _copy.Write(
            "build/Build.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><Compile "
                + "Include=\"../src/**/*.cs\" /></ItemGroup></Project>"
        );
        _copy.Write(
            "build/Program.cs",
            """
            if (args is ["--description"]) { System.Console.WriteLine("Task"); return 0; }
            foreach (var arg in args) System.Console.WriteLine(System.Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(arg)));
            var input = new System.IO.MemoryStream();
            System.Console.OpenStandardInput().CopyTo(input);
            System.Console.WriteLine("input " + System.Convert.ToHexString(input.ToArray()));
            return 7;
            """
        );
        _copy.Write("src/OneShot.Core/Old.cs", "namespace OneShot.Core;\n");
    }

    [Fact]
    public void It_builds_when_something_changed_and_only_then()
    {
        foreach (var (typed, code) in new[] { ("--prompt=", "OS2002"), ("--prompt-file=missing.md", "OS2007") })
        {
            var refused = Run("--target=OneShot", typed);
            refused.ExitCode.ShouldBe(2);
            refused.Error.ShouldStartWith($"build.sh: {code}: ");
        }

        Directory.Exists(_copy["artifacts"]).ShouldBeFalse("what would stop the command is told before a build");
        var first = Launch.Run(_copy.Path, Homeless(), _copy["build.sh"], "--description");
        first.ExitCode.ShouldBe(0, first.All);
        first.Error.ShouldContain("compiling the build");
        first.Output.ShouldNotContain("Build.csproj");
        first.Output.TrimStart().ShouldStartWith("Task");
        Built(Run("--description")).ShouldBeFalse();
        var used = Directory.GetDirectories(_copy["artifacts/host"]).Single();
        File.WriteAllText(
            Path.Combine(
                used,
                ".users",
                System.Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ),
            ""
        );

        _copy.Write("src/OneShot.Core/New.cs", "this is no C#\n");
        var broken = Run("--description");
        broken.ExitCode.ShouldBe(1);
        broken.Output.ShouldBeEmpty();
        broken.Error.ShouldContain("the build does not build");

        // A source that is gone is a change too. Two at once: one builds, the other
        // waits and has nothing to do. A lock of a process that is gone is nobody's.
        BuildsAsBefore();
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
    public void PowerShells_builds_when_something_changed_and_only_then()
    {
        var refused = RunPowerShell("--target=OneShot", "--prompt-file=missing.md");
        (refused.ExitCode, refused.Output).ShouldBe((2, ""));
        refused.Error.ShouldStartWith("build.ps1: OS2007: ");
        var first = RunPowerShell("--description");
        first.Error.ShouldContain("build.ps1: restoring and compiling the build, once: about a minute");
        first.Output.ShouldBe("Task\n");
        var again = RunPowerShell("--description");
        (again.ExitCode, again.Output, again.Error).ShouldBe((0, "Task\n", ""));
        Built(Run("--description")).ShouldBeFalse("what one of them has built, the other runs");

        BuildsAsBefore();
        _copy.Write("src/OneShot.Core/New.cs", "this is no C#\n");
        var broken = RunPowerShell("--description");
        (broken.ExitCode, broken.Output).ShouldBe((1, ""));
        broken.Error.ShouldContain("the build does not build");

        // Two at once: one builds, the other waits and has nothing to do.
        // Of what is older than the last two stays what somebody runs.
        File.Delete(_copy["src/OneShot.Core/New.cs"]);
        foreach (
            var (host, user) in new[]
            {
                ("20200101-000000-1", "999999999"),
                ("20200102-000000-2", $"{System.Environment.ProcessId}"),
            }
        )
        {
            _copy.Write($"artifacts/host/{host}/.users/{user}", "");
            Directory.SetLastWriteTimeUtc(
                _copy["artifacts/host/" + host],
                new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            );
        }

        using var one = PowerShell.Start(_copy.Path, Environment, "-File", "build.ps1", "--description");
        using var two = PowerShell.Start(_copy.Path, Environment, "-File", "build.ps1", "--description");
        var outcomes = new[] { one.Wait(), two.Wait() };
        outcomes.ShouldAllBe(outcome => outcome.ExitCode == 0 && outcome.Output == "Task\n");
        outcomes.Count(outcome => outcome.Error.Contains("compiling the build", StringComparison.Ordinal)).ShouldBe(1);
        Directory.Exists(_copy["artifacts/host/20200101-000000-1"]).ShouldBeFalse("nobody runs it");
        Directory.Exists(_copy["artifacts/host/20200102-000000-2"]).ShouldBeTrue("somebody runs it");

        ArgumentsArriveAsTheyAre();
    }

    // As a program that is given a command line, and as a command of a session of PowerShell's.
    private void ArgumentsArriveAsTheyAre()
    {
        const int most = 120 * 1024; // what one argument may have, with its name
        string[] typed =
        [
            .. HostilePrompts
                .Accepted.Where(prompt => Encoding.UTF8.GetByteCount(prompt) < most)
                .Select(prompt => "--prompt=" + prompt),
            "",
            "*",
            "~/x",
            "--%",
            "--",
            "-x:1",
            "-y:",
            "--z=$true",
            "@x",
            "a: b",
        ];
        var expected = string.Concat(typed.Select(arg => Convert.ToHexString(Encoding.UTF8.GetBytes(arg)) + "\n"));
        var whole = PowerShell.Run(_copy.Path, Environment, "two\r\nlines", ["-File", "build.ps1", .. typed]);
        (whole.ExitCode, whole.Output, whole.Error).ShouldBe((7, expected + "input 74776F0D0A6C696E6573\n", ""));

        // A session takes a word of one dash that has a colon apart
        // before any script sees it, and --% is a word of its language.
        var session = typed.Except(["-x:1", "-y:", "--%"]).ToArray();
        expected = string.Concat(session.Select(arg => Convert.ToHexString(Encoding.UTF8.GetBytes(arg)) + "\n"));
        _copy.Write("typed.json", JsonSerializer.Serialize(session));
        var command =
            "$typed = Get-Content -Raw typed.json | ConvertFrom-Json; $all = '\u00e9' | ./build.ps1 @typed; "
            + "\"$($all.Count) $LASTEXITCODE\"; $all";
        var answer = PowerShell.Run(_copy.Path, Environment, "", "-Command", command);
        (answer.Output, answer.Error).ShouldBe(($"{session.Length + 1} 7\n{expected}input C3A90A\n", ""));
    }

    [Fact]
    public void Without_the_sdk_it_says_so()
    {
        var tools = new[] { "sh", "dirname", "find", "head", "mkdir", "cat", "rm", "date", "sleep", "ln", "readlink" };
        Directory.CreateDirectory(_copy["bin"]);
        foreach (var tool in tools)
            File.CreateSymbolicLink(
                _copy["bin/" + tool],
                new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + tool).First(File.Exists)
            );
        var outcome = Launch.Run(
            _copy.Path,
            new Dictionary<string, string?> { ["PATH"] = _copy["bin"] },
            "/bin/sh",
            _copy["build.sh"]
        );
        outcome.ExitCode.ShouldBe(3, outcome.All);
        outcome.Error.ShouldContain("the .NET SDK is missing");
    }

    public void Dispose() => _copy.Dispose();

    private static bool Built(Outcome outcome)
    {
        outcome.ExitCode.ShouldBe(0, outcome.All);
        return outcome.Error.Contains("compiling the build", StringComparison.Ordinal);
    }

    private Outcome Run(params string[] arguments) => Launch.Run(_copy.Path, Environment, _copy["build.sh"], arguments);

    private Outcome RunPowerShell(params string[] arguments) =>
        PowerShell.Run(_copy.Path, Environment, "", ["-File", "build.ps1", .. arguments]);

    private Launch Start() => Launch.Start(_copy.Path, Environment, _copy["build.sh"], "--description");

    // The user of a container often has none that can be written.
    private Dictionary<string, string?> Homeless() =>
        new(Environment) { ["HOME"] = _copy.Write("no-home", ""), ["DOTNET_CLI_HOME"] = null };

    // From here on the compiler is not what is tested: its result lies there, and a build of the same, or of what is no
    // C#, ends as it did.
    private void BuildsAsBefore()
    {
        var path = System.Environment.GetEnvironmentVariable("PATH")!;
        var real = path.Split(':').Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);
        var built = Directory.GetDirectories(_copy["artifacts/host"])[0];
        var builds =
            $"sleep 1; if grep -rqs 'this is no C#' '{_copy["src"]}'; then exit 1; fi; "
            + $"rm -rf '{_copy["artifacts/bin/Build/debug"]}'; mkdir -p '{_copy["artifacts/bin/Build/debug"]}'; "
            + $"cp -p '{built}'/Build.* '{_copy["artifacts/bin/Build/debug"]}'; exit 0";
        var script = $"#!/bin/sh\nif [ \"$1\" = msbuild ]; then {builds}; fi\nexec '{real}' \"$@\"\n";
        var dotnet = _copy.Write("tools/dotnet", script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment["PATH"] = $"{_copy["tools"]}:{path}";
    }

    // Compiling ahead of time is tested by whoever starts build.sh, this repository's other tests.
    private Dictionary<string, string?> Environment { get; } =
        new(RepositoryCopy.Environment) { ["ONESHOT_PRECOMPILE"] = "0" };
}
