namespace OneShot.Tests.Local;

/// <summary>An agent that tries: the user's repository stays as it is, what was tried is told, and what it started is ended.</summary>
public sealed class HostileAgentTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    [Theory]
    [InlineData("mkdir -p .github/workflows; echo x > .github/workflows/evil.yml", ".github/workflows/evil.yml is protected")]
    [InlineData("echo x > build.sh", "build.sh is protected")]
    [InlineData("ln -s /etc/passwd stolen", "a link out of the tree, to /etc/passwd")]
    [InlineData("ln -s ../../elsewhere up", "a link out of the tree")]
    [InlineData("printf x > \"$(printf 'a\\nb')\"", "control characters")]
    [InlineData("truncate -s 2G big.bin", "2048 MB")]
    [InlineData("git init -q inner; cd inner; echo x > f; git add f; git -c user.name=a -c user.email=a@b commit -qm x; cd ..; git add inner; git commit -qm x", "is another repository")]
    [InlineData("echo 'token = \"ghp_abcdefghijklmnopqrstuvwxyz0123456789\"' > config.txt", "what looks like a secret (a GitHub token)")]
    [InlineData("echo '-----BEGIN RSA PRIVATE KEY-----' > key; git add key; git commit -qm key; git rm -q key; echo x > other; git add other; git commit -qm gone", "a secret (a private key)")]
    public async Task What_may_not_be_delivered_is_refused_and_named(string implement, string told)
    {
        var before = _here.Untouched();
        (await _here.FailAsync(LocalOneShot.GoodPlan, implement)).Error.Code.ShouldBe("OS6001");
        _here.Log(_here.OnlyId).ShouldContain("OS6014");
        _here.Log(_here.OnlyId).ShouldContain(told);
        _here.Repo.Git("rev-list", "--count", "main.." + _here.Branch).ShouldBe("1", "the branch is as it was");
        _here.Untouched().ShouldBe(before);
        LocalOneShot.Clones.ShouldNotContain(clone => clone.Contains(_here.OnlyId, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("printf '#!/bin/sh\\ntouch %s\\n' \"$MARK\" > .git/hooks/pre-commit 2>/dev/null || { mkdir -p .git/hooks; printf '#!/bin/sh\\ntouch %s\\n' \"$MARK\" > .git/hooks/pre-commit; }; chmod +x .git/hooks/pre-commit; git config core.hooksPath .git/hooks")]
    [InlineData("git config core.fsmonitor \"touch $MARK; false\"")]
    [InlineData("git config filter.evil.clean \"touch $MARK; cat\"; echo '*.txt filter=evil' > .git/info/attributes 2>/dev/null || { mkdir -p .git/info; echo '*.txt filter=evil' > .git/info/attributes; }")]
    [InlineData("git config uploadpack.packObjectsHook \"touch $MARK;\"")]
    [InlineData("git config diff.external \"touch $MARK\"")]
    public async Task What_it_sets_up_in_its_own_git_directory_is_run_by_nobody(string trap)
    {
        var mark = _here.Folder["sprung"];
        var receipt = await _here.RunAsync(LocalOneShot.GoodPlan, $"MARK='{mark}'; {trap}; printf x > new.txt");
        _here.Repo.Git("show", receipt.Branch + ":new.txt").ShouldBe("x");
        File.Exists(mark).ShouldBeFalse();
    }

    [Fact]
    public async Task It_sees_no_credential_and_no_way_back_to_the_repository()
    {
        foreach (var (name, value) in new[] { ("GH_TOKEN", "ghp_secret"), ("GITHUB_TOKEN", "ghp_secret"), ("GIT_SEQUENCE_EDITOR", "/x"), ("AWS_SECRET_ACCESS_KEY", "aws_secret"), ("ALLOWED", "allowed"), ("SSH_AUTH_SOCK", "/s") }) Environment.SetEnvironmentVariable(name, value);
        try
        {
            var settings = LocalOneShot.Settings("command");
            settings.AgentCommand = _here.Script(LocalOneShot.GoodPlan, "env > seen.txt; git remote -v >> seen.txt; ls -a \"$HOME\" >> seen.txt");
            settings.AgentEnv = "ALLOWED";
            var receipt = await _here.RunAsync(settings);
            var seen = _here.Repo.Git("show", receipt.Branch + ":seen.txt");
            seen.ShouldContain("ALLOWED=allowed");
            seen.ShouldContain($"ONESHOT_ID={receipt.Id}");
            foreach (var hidden in new[] { "secret", "GIT_", "SSH_AUTH_SOCK", "origin", ".gitconfig" }) seen.ShouldNotContain(hidden, Case.Sensitive);
        }
        finally
        {
            foreach (var name in new[] { "GH_TOKEN", "GITHUB_TOKEN", "GIT_SEQUENCE_EDITOR", "AWS_SECRET_ACCESS_KEY", "ALLOWED", "SSH_AUTH_SOCK" }) Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task Children_that_outlive_it_are_ended()
    {
        var pid = _here.Folder["pid"];
        await _here.RunAsync(LocalOneShot.GoodPlan, $"(setsid sh -c 'echo $$ > {pid}; trap \"\" TERM; sleep 120' > /dev/null 2>&1 &); while [ ! -s '{pid}' ]; do sleep 0.05; done; printf x > new.txt");
        Launch.End(int.Parse((await File.ReadAllTextAsync(pid)).Trim(), System.Globalization.CultureInfo.InvariantCulture)).ShouldBeFalse("it is gone already");
    }

    [Fact]
    public async Task Long_lines_and_commands_in_them_hurt_nobody()
    {
        var receipt = await _here.RunAsync(LocalOneShot.GoodPlan, "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo '::error::boo'; printf x > new.txt");
        new FileInfo(_here.Repo[$".git/oneshot/runs/{receipt.Id}/implement.agent.log"]).Length.ShouldBeLessThan(200_000);
        _here.Reporter.Lines.ShouldNotContain(line => line.StartsWith("::", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_title_of_many_lines_is_one()
    {
        var receipt = await _here.RunAsync(LocalOneShot.GoodPlan + "\nprintf '{\"title\": \"One\\\\n::error::two @team Closes #1\"}' > .impl/plan-result.json", "printf x > new.txt");
        var issue = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_here.Repo[".git/oneshot/issues/2.json"])).RootElement.GetProperty("title").GetString()!;
        issue.ShouldBe("One ::error::two @\u200Bteam Closes #\u200B1");
        _here.Repo.Git("log", "-1", "--format=%s", receipt.Branch + "^").ShouldNotContain("\n");
    }

    public void Dispose() => _here.Dispose();
}
