using System.Globalization;

namespace OneShot.Tests.Local;

/// <summary>
/// An agent that looks for what it may not see, starts what outlives
/// it, and leaves what can't be read: without a sandbox too.
/// </summary>
public sealed class HostileProcessTests : IDisposable
{
    // One line for every process above the session's own: its id, and its environment.
    private const string Parents = """
        process=$PPID
        while [ "$process" -gt 1 ]; do
            grep -q ONESHOT_SESSION= /proc/$process/environ 2> /dev/null || ours=${ours:-$process}
            [ -z "$ours" ] || printf '%s: ' "$process"; [ -z "$ours" ] || tr '\0' ' ' < /proc/$process/environ 2> /dev/null || printf 'hidden'; echo
            process=$(sed 's/.*) . //' /proc/$process/stat | cut -d ' ' -f 1)
        done > parents.txt
        ls "${TMPDIR%/tmp}/../.." /tmp | grep -E "^(dotnet-diagnostic|clr-debug-pipe)-$ours-" > doors.txt || true
        """;

    private readonly LocalOneShot _here = new() { StartsProcesses = true };

    [Theory]
    [InlineData("env -i setsid sh -c")]
    [InlineData("env -i nohup sh -c")]
    [InlineData("env -i sh -c 'setsid \"$@\" &' sh env -i sh -c")]
    public async Task What_left_its_tree_and_its_environment_is_ended(string start)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var pid = _here.Folder["pid"];
        await _here.RunAsync(
            PlannerScript.Good,
            $"({start} 'echo $$ > {pid}; trap \"\" TERM; exec sleep 120' > /dev/null 2>&1 &); while [ ! -s '{pid}' "
                + $"]; do sleep 0.05; done; printf x > new.txt"
        );
        Launch
            .End(int.Parse((await File.ReadAllTextAsync(pid)).Trim(), CultureInfo.InvariantCulture))
            .ShouldBeFalse("it is gone already");
    }

    [Fact]
    public async Task None_of_its_parents_environment_holds_a_secret_and_none_has_a_door_for_debuggers()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var secrets = new[]
        {
            "GH_TOKEN",
            "GITHUB_TOKEN",
            "GH_ENTERPRISE_TOKEN",
            "NPM_TOKEN",
            "AWS_SECRET_ACCESS_KEY",
            "OF_MY_OWN",
            "LISTED",
        };
        foreach (var name in secrets)
            Environment.SetEnvironmentVariable(name, "secret-of-the-user");
        try
        {
            var settings = LocalOneShot.Settings("command");
            (settings.AgentCommand, settings.AgentEnv) = (
                _here.Script(PlannerScript.Good, Parents + "\nprintf '%s' \"$LISTED\" > listed.txt"),
                "LISTED"
            );
            var receipt = await _here.RunAsync(settings);
            _here
                .Repo.Git("show", receipt.Branch + ":listed.txt")
                .ShouldBe("secret-of-the-user", "the agent has what is listed for it");
            _here.Repo.Git("show", receipt.Branch + ":parents.txt").ShouldNotContain("secret-of-the-user");
            _here.Repo.Git("show", receipt.Branch + ":doors.txt").ShouldBe("");
        }
        finally
        {
            foreach (var name in secrets)
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Theory]
    [InlineData("rm -f .impl/plan.md; mkfifo .impl/plan.md", "", "OS6010")]
    [InlineData("rm -f .impl/plan-result.json; mkfifo .impl/plan-result.json", "", "OS6010")]
    [InlineData("", "mkfifo .impl/summary.md; printf x > new.txt", null)]
    [InlineData(
        "",
        "python3 -c \"import socket; socket.socket(socket.AF_UNIX).bind('.impl/summary.md')\"; printf x > new.txt",
        null
    )]
    [InlineData("", "printf x > new.txt; rm .git/HEAD; mkfifo .git/HEAD", null)]
    [InlineData("", "printf x > new.txt; rm .git/config; mkfifo .git/config", null)]
    public async Task A_pipe_or_a_socket_in_a_files_place_holds_up_nobody(string plan, string implement, string? code)
    {
        _here.StartsProcesses = false;
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(
            PlannerScript.Good + "\n" + plan,
            implement.Length > 0 ? implement : "exit 0"
        );
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        var running = _here.RunAsync(settings, limit.Token);
        if (code is null)
            (await running).Commit.ShouldNotBeNull();
        else
            (await Should.ThrowAsync<OneShotException>(() => running)).Error.Code.ShouldBe(code);
    }

    [Fact]
    public async Task What_it_builds_is_compiled_by_a_server_of_its_own_and_not_by_the_users()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _here.Repo.Commit(
            "A project",
            "A.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"
        );
        _here.Repo.Commit("A library", "A.cs", "public static class A;");
        var receipt = await _here.RunAsync(
            PlannerScript.Good,
            "dotnet build > .impl/build.txt; { env; cat /proc/[0-9]*/cmdline 2> /dev/null | tr '\\0' '\\n'; } > "
                + "seen.txt"
        );
        var seen = _here.Repo.Git("show", receipt.Branch + ":seen.txt").Split('\n');
        var session = seen.Single(line => line.StartsWith("ONESHOT_SESSION=", StringComparison.Ordinal)).Split('=')[1];
        seen.ShouldContain("MSBUILDNODEHANDSHAKESALT=" + session);
        seen.ShouldContain("-pipename:" + session);
    }

    [Fact]
    public async Task Nothing_of_a_session_can_be_read_by_another_user()
    {
        if (OperatingSystem.IsWindows())
            return;
        var receipt = await _here.RunAsync(
            PlannerScript.Good,
            "stat -c '%a %n' \"$(dirname \"$PWD\")\" \"$HOME\" \"$HOME\"/.gitconfig > modes.txt"
        );
        var modes = _here
            .Repo.Git("show", receipt.Branch + ":modes.txt")
            .Split('\n')
            .Select(line => line.Split(' ')[0]);
        modes.ShouldBe(["700", "700", "600"]);
        var run = _here.Repo[$".git/oneshot/runs/{receipt.Id}"];
        ModeOf(run).ShouldBe("700");
        Directory
            .GetFileSystemEntries(run, "*", SearchOption.AllDirectories)
            .Where(entry => !ModeOf(entry).EndsWith("00", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_partial_clones_password_stays_with_the_user()
    {
        var origin = GitRepo.Clone(_here.Repo.Path, _here.Folder["origin.git"], "--bare");
        foreach (var name in new[] { "uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant" })
            origin.Git("config", name, "true");
        _here.Repo.Git("remote", "add", "origin", "https://mona:secret-of-the-user@git.example/shop.git");
        _here.Repo.Git(
            "config",
            $"url.file://{origin.Path}.insteadOf",
            "https://mona:secret-of-the-user@git.example/shop.git"
        );
        foreach (
            var (name, value) in new[]
            {
                ("remote.origin.promisor", "true"),
                ("remote.origin.partialclonefilter", "blob:none"),
                ("remote.origin.pushurl", "https://mona:secret-of-the-user@git.example/shop.git"),
            }
        )
            _here.Repo.Git("config", name, value);
        var partial = GitRepo.Clone(
            "file://" + origin.Path,
            _here.Folder["partial"],
            "--no-checkout",
            "--filter=blob:none"
        );
        Directory.Delete(_here.Repo[".git/objects"], recursive: true);
        Directory.Move(partial[".git/objects"], _here.Repo[".git/objects"]);
        _here.Repo.Git("cat-file", "--batch-all-objects", "--batch-check", "--unordered").ShouldNotContain(" blob ");
        var receipt = await _here.RunAsync(
            PlannerScript.Good,
            "(grep -r secret-of .git \"$HOME\" || true; git config --list --show-origin; env) > seen.txt; cat "
                + "src/app.txt > new.txt; git log -p --all > /dev/null 2> said.txt < /dev/null || true"
        );
        _here.Repo.Git("show", receipt.Branch + ":new.txt").ShouldBe("one");
        _here.Repo.Git("show", receipt.Branch + ":seen.txt").ShouldNotContain("secret-of-the-user");
        _here.Repo.Git("show", receipt.Branch + ":said.txt").ShouldNotContain("secret-of-the-user");
    }

    [Fact]
    public void An_ordinary_users_agent_can_not_look_into_the_runner()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return;
        Directory.CreateDirectory(_here.Folder["home"]);
        File.Copy(Environment.GetEnvironmentVariable("GIT_CONFIG_GLOBAL")!, _here.Folder["home/.gitconfig"]);
        var command = _here.Script(PlannerScript.Good, Parents);
        var program = Repository.ProgramIn(_here.Folder, "OneShot.Tool");
        Launch.Run(_here.Folder.Path, null, "chown", "-R", "65534:65534", _here.Folder.Path).ExitCode.ShouldBe(0);
        AsNobody(
            "dotnet",
            program,
            "--forge=local",
            "--sandbox=none",
            "--agent=command",
            "--agent-command=" + command,
            "Add a file"
        );
        var branch = AsNobody("git", "for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*").Trim();
        AsNobody("git", "show", branch + ":parents.txt").Trim().Split('\n')[0].ShouldMatch(@"^\d+: hidden$");
        AsNobody("git", "show", branch + ":doors.txt").ShouldBeEmpty();
    }

    public void Dispose() => _here.Dispose();

    private string AsNobody(params string[] command)
    {
        var variables = new Dictionary<string, string?>
        {
            ["HOME"] = _here.Folder["home"],
            ["TMPDIR"] = _here.Folder["home"],
            ["GIT_CONFIG_GLOBAL"] = null,
            ["XDG_CONFIG_HOME"] = null,
        };
        var outcome = Launch.Run(
            _here.Repo.Path,
            variables,
            "setpriv",
            ["--reuid=65534", "--regid=65534", "--clear-groups", .. command]
        );
        outcome.ExitCode.ShouldBe(0, outcome.All);
        return outcome.Output;
    }

    private static string CommandOf(string folder)
    {
        try
        {
            return File.ReadAllText(folder + "/cmdline");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static string ModeOf(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
