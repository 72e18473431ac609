using OneShot.Processes;

namespace OneShot.Tests.Local;

/// <summary>How often git is started for a whole one-shot of this machine, whatever environment it is started in.</summary>
public sealed class GitProcessesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly GitRepo _repo;
    private readonly string _log;

    public GitProcessesTests()
    {
        _repo = GitRepo.Init(_folder["work"]);
        _repo.Write("src/app.txt", "one\n");
        _repo.Write(".gitignore", "bin/\n");
        _repo.Git("add", "-A");
        _repo.Commit("First", "README.md", "# Shop\n");
        _log = _folder["git.log"];
        var git = ProgramPath.Find("git", Environment.GetEnvironmentVariable("PATH"));
        _folder.Executable("bin/git", $"#!/bin/sh\necho \"$*\" >> '{_log}'\nexec '{git}' \"$@\"\n");
    }

    [Fact]
    public void A_whole_rehearsal_takes_at_most_thirty_the_first_as_any_other()
    {
        foreach (var prompt in new[] { "Add a flag", "Add another one" })
        {
            File.Delete(_log);
            Rehearse(prompt);
            var started = File.ReadAllLines(_log);
            started.ShouldContain(line => line.StartsWith("--git-dir=", StringComparison.Ordinal), "those of a judge");
            started.Length.ShouldBeLessThanOrEqualTo(30, string.Join('\n', started));
        }

        _repo.Git("for-each-ref", "refs/heads/oneshot-*").Split('\n').Length.ShouldBe(2);
    }

    public void Dispose() => _folder.Dispose();

    private void Rehearse(string prompt)
    {
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        string[] arguments = ["--forge=local", "--agent=rehearsal", "--sandbox=none", "--prompt=" + prompt];
        var outcome = Launch.Run(_repo.Path, environment, "dotnet", [Repository.Program("OneShot.Tool"), .. arguments]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
    }
}
