using OneShot.Core.Errors;

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
    [InlineData("truncate -s 201M big; git add big; git commit -qm big; git rm -q big; git commit -qm gone; echo x > new.txt", "its commits hold 201 MB, and 200 is the limit")]
    [InlineData("for i in 1 2 3 4 5 6; do truncate -s 19M big$i; done", "its files have 114 MB, and 100 is the limit")]
    public async Task What_may_not_be_delivered_is_refused_and_named(string implement, string told)
    {
        var before = _here.Untouched();
        (await _here.FailAsync(PlannerScript.Good, implement)).Error.Code.ShouldBe("OS6014");
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
    [InlineData("git config extensions.partialClone x; git config remote.x.promisor true; git config remote.x.url .; git config remote.x.uploadpack \"touch $MARK;\"; printf y > gone.txt; git add gone.txt; git commit -qm x; rm -f .git/objects/$(git rev-parse HEAD:gone.txt | sed 's,..,&/,')")]
    public async Task What_it_sets_up_in_its_own_git_directory_is_run_by_nobody_and_told(string trap)
    {
        var mark = _here.Folder["sprung"];
        var receipt = await _here.RunAsync(PlannerScript.Good, $"MARK='{mark}'; {trap}; printf x > new.txt");
        _here.Repo.Git("show", receipt.Branch + ":new.txt").ShouldBe("x");
        File.Exists(mark).ShouldBeFalse();
        _here.Log(receipt.Id!).ShouldContain("warning: the agent changed its clone's configuration, which nobody reads");
    }

    [Fact]
    public async Task A_changed_origin_and_files_outside_of_its_tree_lead_nowhere_and_are_told()
    {
        var before = _here.Untouched();
        var receipt = await _here.RunAsync(PlannerScript.Good, $"git remote add origin '{_here.Folder["elsewhere.git"]}'; mkdir -p .git/hooks; echo 'exit 1' > .git/hooks/pre-push; echo x > ../outside; test -z \"$(find .. -name 'judge*')\"; printf x > new.txt");
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch!).ShouldBe("new.txt");
        var log = _here.Log(receipt.Id!);
        log.ShouldContain("the agent set up hooks in its clone, which nobody runs: pre-push");
        log.ShouldContain("the agent changed its clone's configuration");
        log.ShouldContain("the agent wrote beside its tree, which is removed: outside");
        _here.Untouched().ShouldBe(before);
        LocalOneShot.Clones.ShouldNotContain(clone => clone.Contains(receipt.Id!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clone_without_its_git_directory_is_one_change_and_told()
    {
        var receipt = await _here.RunAsync(PlannerScript.Good, "printf x > new.txt; git add new.txt; git commit -qm x; rm -rf .git; ln -s /etc .git");
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch!).ShouldBe("new.txt");
        _here.Log(receipt.Id!).ShouldContain("the agent put something else in the place of its clone's .git");
    }

    [Fact]
    public async Task What_the_user_protects_is_refused_too()
    {
        var settings = LocalOneShot.Settings("command");
        (settings.AgentCommand, settings.ProtectedPaths) = (_here.Script(PlannerScript.Good, "mkdir -p deploy; echo x > Deploy.txt; echo x > deploy/run.sh"), "other, deploy");
        (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings))).Error.Code.ShouldBe("OS6014");
        _here.Log(_here.OnlyId).ShouldContain("deploy/run.sh is protected");
    }

    [Fact]
    public async Task It_sees_no_credential_and_no_way_back_to_the_repository()
    {
        foreach (var (name, value) in new[] { ("GH_TOKEN", "ghp_secret"), ("GITHUB_TOKEN", "ghp_secret"), ("GIT_SEQUENCE_EDITOR", "/x"), ("AWS_SECRET_ACCESS_KEY", "aws_secret"), ("ALLOWED", "allowed"), ("SSH_AUTH_SOCK", "/s") }) Environment.SetEnvironmentVariable(name, value);
        try
        {
            var settings = LocalOneShot.Settings("command");
            settings.AgentCommand = _here.Script(PlannerScript.Good, "env > seen.txt; git remote -v >> seen.txt; ls -a \"$HOME\" >> seen.txt; cat \"$HOME\"/.gitconfig >> seen.txt");
            settings.AgentEnv = "ALLOWED";
            var receipt = await _here.RunAsync(settings);
            var seen = _here.Repo.Git("show", receipt.Branch + ":seen.txt");
            seen.ShouldContain("ALLOWED=allowed");
            seen.ShouldContain($"ONESHOT_ID={receipt.Id}");
            foreach (var hidden in new[] { "secret", "GIT_", "SSH_AUTH_SOCK", "origin", "credential", "defaultBranch" }) seen.ShouldNotContain(hidden, Case.Sensitive);
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
        await _here.RunAsync(PlannerScript.Good, $"(setsid sh -c 'echo $$ > {pid}; trap \"\" TERM; sleep 120' > /dev/null 2>&1 &); while [ ! -s '{pid}' ]; do sleep 0.05; done; printf x > new.txt");
        Launch.End(int.Parse((await File.ReadAllTextAsync(pid)).Trim(), System.Globalization.CultureInfo.InvariantCulture)).ShouldBeFalse("it is gone already");
    }

    [Fact]
    public async Task Long_lines_and_commands_in_them_hurt_nobody()
    {
        var receipt = await _here.RunAsync(PlannerScript.Good, "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo '::error::boo'; printf x > new.txt");
        new FileInfo(_here.Repo[$".git/oneshot/runs/{receipt.Id}/implement.agent.log"]).Length.ShouldBeLessThan(200_000);
        _here.Reporter.Lines.ShouldNotContain(line => line.StartsWith("::", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_title_of_many_lines_is_one()
    {
        var receipt = await _here.RunAsync(PlannerScript.Good + "\nprintf '{\"title\": \"One\\\\n::error::two @team Closes #1\"}' > .impl/plan-result.json", "printf x > new.txt");
        var issue = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_here.Repo[".git/oneshot/issues/2.json"])).RootElement.GetProperty("title").GetString()!;
        issue.ShouldBe("One ::error::two @\u200Bteam Closes #\u200B1");
        _here.Repo.Git("log", "-1", "--format=%s", receipt.Branch + "^").ShouldNotContain("\n");
    }

    public void Dispose() => _here.Dispose();
}
