using System.Text.Json;

namespace OneShot.Frosting.Tests;

/// <summary>The doctor as a task: what a person reads, what a program reads, and how it ends.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly Sample _sample;

    public DoctorTests()
    {
        _repo = _peer.Clone();
        _sample = new Sample(_peer, _repo);
        _peer.Server(new { secrets = new[] { "ANTHROPIC_API_KEY" } });
    }

    [Fact]
    public void A_person_reads_aligned_lines_the_way_to_mend_each_and_a_summary()
    {
        _sample.Environment["PATH"] =
            $"{Script("claude", "echo 2.1.200")}:{Environment.GetEnvironmentVariable("PATH")}";
        var outcome = _sample.Run("--target=OneShotDoctor");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var lines = outcome.Output.Split('\n');
        lines.ShouldContain(
            "pass  trunk          main, the remote's default branch (" + _peer.Bare.Git("rev-parse", "main")[..10] + ")"
        );
        lines.ShouldContain(
            "warn  pull requests  Actions may not create pull requests, so a run that is started on the Actions "
                + "page instead of from here fails."
        );
        lines.ShouldContain(
            $"                     -> dotnet run -- --target=OneShotDoctor --fix, or tick it: "
                + $"https://{new Uri(_peer.Url).Authority}/{_peer.FullName}/settings/actions"
        );
        lines.ShouldContain("pass  agents         claude 2.1.200 on this machine");
        lines.ShouldContain("14 pass, 4 warn, 0 fail: a one-shot works; look at the warnings");
        outcome.All.ShouldNotContain(_peer.Token);
        outcome.All.ShouldNotContain('\e');
    }

    [Fact]
    public void A_failing_check_ends_it_with_3_and_one_line()
    {
        _peer.Server(new { secrets = Array.Empty<string>() });
        var outcome = _sample.Run("--target=OneShotDoctor");
        outcome.ExitCode.ShouldBe(3);
        outcome.Output.ShouldContain("FAIL  secrets        There is no key for the agent claude");
        outcome.Output.ShouldContain("1 fail: a one-shot would be stopped");
        outcome.Error.ShouldContain(
            "OS3040: Checks failed: 1 (secrets). Each says how to fix it; "
                + "dotnet run -- --target=OneShotDoctor --fix fixes what it can."
        );
        outcome.Error.ShouldNotContain("   at ");
        _sample.Run("--target=OneShotDoctor", "--verbosity=quiet").Output.ShouldNotContain("secrets");
    }

    [Fact]
    public void A_program_reads_the_checks_whether_one_fails_or_none()
    {
        var good = Sample.Json(_sample.Run("--target=OneShotDoctor", "--output=json"));
        good.GetProperty("success").GetBoolean().ShouldBeTrue();
        var token = good.GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "token");
        token.GetProperty("state").GetString().ShouldBe("pass");
        token.GetProperty("fix").ValueKind.ShouldBe(JsonValueKind.Null);
        good.TryGetProperty("fixed", out _).ShouldBeFalse();

        _peer.Server(new { secrets = Array.Empty<string>(), actions = new { enabled = false } });
        var outcome = _sample.Run("--target=OneShotDoctor", "--fix", "--output=json");
        outcome.ExitCode.ShouldBe(3, outcome.All);
        var bad = Sample.Json(outcome);
        bad.GetProperty("success").GetBoolean().ShouldBeFalse();
        bad.GetProperty("error").GetProperty("code").GetString().ShouldBe("OS3040");
        bad.GetProperty("checks")
            .EnumerateArray()
            .Where(check => check.GetProperty("state").GetString() == "fail")
            .Select(check => check.GetProperty("name").GetString())
            .ShouldBe(["secrets"]);
        bad.GetProperty("fixed")
            .EnumerateArray()
            .Select(done => done.GetString())
            .ShouldBe(["enabled Actions", "let Actions create pull requests"]);
    }

    [Fact]
    public void Under_a_plain_host_the_result_file_holds_the_checks_too()
    {
        _peer.Server(new { secrets = Array.Empty<string>() });
        var outcome = new Sample(_peer, _repo, "plain").Run(
            "--target=OneShotDoctor",
            $"--result={_peer.Folder["result.json"]}"
        );
        outcome.ExitCode.ShouldBe(1);
        var json = JsonDocument.Parse(File.ReadAllText(_peer.Folder["result.json"])).RootElement;
        json.GetProperty("error").GetProperty("code").GetString().ShouldBe("OS3040");
        json.GetProperty("checks").GetArrayLength().ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData("an empty repository")]
    [InlineData("one with its own Cake Frosting build")]
    [InlineData("this one")]
    public void What_OneShotInit_set_up_passes(string what)
    {
        using var peer = new PeerRepository(workflow: null, files: FilesOf(what));
        peer.Server(
            new
            {
                secrets = new[] { "ANTHROPIC_API_KEY", "ONESHOT_TOKEN" },
                workflowPermissions = new { can_approve_pull_request_reviews = true },
            }
        );
        var repo = peer.Clone();
        repo.Write("NuGet.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        var sample = new Sample(peer, repo);
        if (what == "an empty repository")
            sample.Run("--target=OneShotDoctor").ExitCode.ShouldBe(3);
        var init = sample.Run("--target=OneShotInit");
        init.ExitCode.ShouldBe(0, init.All);
        repo.Git("add", "-A");
        repo.Git("commit", "--quiet", "-m", "Set up");
        repo.Git("push", "--quiet", peer.Bare.Path, "HEAD:main");
        var outcome = sample.Run("--target=OneShotDoctor");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.Split('\n').Count(line => line.StartsWith("pass  file", StringComparison.Ordinal)).ShouldBe(5);
        if (what == "this one")
            sample.Run("--target=OneShot", "--prompt=Add it").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void An_old_git_is_told_and_so_is_none()
    {
        _sample.Environment["PATH"] =
            $"{Script("git", $"[ \"$1\" = version ] && echo git version 2.30.9 || exec '{Real("git")}' \"$@\"")}:{Environment.GetEnvironmentVariable("PATH")}";
        var outcome = _sample.Run("--target=OneShotDoctor");
        outcome.ExitCode.ShouldBe(3);
        outcome.Output.ShouldContain("FAIL  git            git 2.30.9 is too old.\n");

        var only = Script("only/dotnet", $"exec '{Real("dotnet")}' \"$@\"");
        _sample.Environment["PATH"] = only;
        var none = Launch.Run(
            _repo.Path,
            _sample.Environment,
            _peer.Folder["bin/only/dotnet"],
            SampleProgram,
            "--target=OneShotDoctor"
        );
        none.ExitCode.ShouldBe(3, none.All);
        none.Output.ShouldContain("git was not found");
    }

    public void Dispose() => _peer.Dispose();

    private static string SampleProgram => Repository.Program("SampleBuild");

    private static Dictionary<string, string> FilesOf(string what) =>
        what switch
        {
            "an empty repository" => [],
            "this one" => new[]
            {
                ".github/workflows/one-shot.yml",
                ".github/workflows/plan-implement.yml",
                ".github/actions/oneshot/action.yml",
                "build/Build.csproj",
                "build.sh",
            }.ToDictionary(path => path, path => File.ReadAllText(Path.Combine(Repository.Root, path))),
            _ => new()
            {
                ["build/Pipeline.csproj"] = File.ReadAllText(
                    Path.Combine(Repository.Root, "tests/SampleBuild/SampleBuild.csproj")
                ),
                ["build/Program.cs"] = File.ReadAllText(Path.Combine(Repository.Root, "tests/SampleBuild/Program.cs")),
            },
        };

    private static string Real(string program) =>
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .First(File.Exists);

    private string Script(string name, string body)
    {
        var file = _peer.Folder.Executable("bin/" + name, "#!/bin/sh\n" + body + "\n");
        return Path.GetDirectoryName(file)!;
    }
}
