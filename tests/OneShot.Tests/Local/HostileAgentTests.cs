namespace OneShot.Tests.Local;

/// <summary>
/// An agent that tries: the user's repository stays as it is, what was tried is told, and what it started is ended.
/// </summary>
public sealed class HostileAgentTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    [Fact]
    public async Task What_may_not_be_delivered_is_taken_out_and_told_and_the_rest_is_delivered_as_a_draft()
    {
        var (before, mark) = (_here.Untouched(), _here.Folder["sprung"]);
        var receipt = await _here.RunAsync(PlannerScript.Good, HostileWork.Script(mark));
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).Split('\n').ShouldBe(HostileWork.Delivered);
        File.Exists(mark).ShouldBeFalse("nothing of it was run");
        var result = Result(receipt);
        result.ShouldContain(
            $"`dotnet run -- --target=OneShot --resume={receipt.Id}` shows what " + $"another session may cost"
        );
        foreach (var (path, told) in HostileWork.TakenOut)
        {
            result
                .Split('\n')
                .ShouldContain(
                    line =>
                        line.StartsWith($"> - `{path}`", StringComparison.Ordinal)
                        && line.Contains(told, StringComparison.Ordinal),
                    path
                );
            _here
                .Log(receipt.Id)
                .Split('\n')
                .ShouldContain(
                    line =>
                        line.Contains(path, StringComparison.Ordinal) && line.Contains(told, StringComparison.Ordinal),
                    path
                );
        }

        _here.Pull(1).GetProperty("draft").GetBoolean().ShouldBeTrue();
        _here
            .Pull(1)
            .GetProperty("labels")
            .EnumerateArray()
            .Select(label => label.GetString())
            .ShouldContain("oneshot:look");
        _here.Untouched().ShouldBe(before);
        LocalOneShot.Clones.ShouldNotContain(clone => clone.Contains(_here.OnlyId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_committed_and_removed_again_is_in_no_commit_of_the_branch()
    {
        var receipt = await _here.RunAsync(
            PlannerScript.Good,
            """
            mkdir -p .github/workflows; printf x > .github/workflows/a.yml; echo '-----BEGIN RSA PRIVATE KEY-----' > key
            git add -A; git -c user.name=Linus -c user.email=l@example.com commit -q --date=2001-01-01 -m 'Add it [skip ci]

            Signed-off-by: Somebody <s@example.com>
            OneShot-Id: zzzzzz'
            git checkout -q -b side HEAD~1; printf x > side.txt; git add -A; git commit -qm 'Fixes #7 for @team'; git checkout -q -; git merge -q --no-edit side
            git rm -rq key .github; printf x > new.txt; git add -A; git commit -qm 'skip-checks: true'
            """
        );
        _here.Repo.Git("rev-list", "--count", "main.." + receipt.Branch).ShouldBe("2", "the prompt's and the work's");
        _here.Repo.Git("log", "--format=", "--name-only", "main.." + receipt.Branch).ShouldNotContain("key");
        _here
            .Repo.Git("show", "-s", "--format=%an <%ae> %cn <%ce>", receipt.Branch)
            .ShouldBe(_here.Repo.Git("show", "-s", "--format=%an <%ae> %cn <%ce>", "main"));
        _here.Repo.Git("show", "-s", "--format=%as", receipt.Branch).ShouldNotStartWith("2001");
        var message = _here.Repo.Git("show", "-s", "--format=%B", receipt.Branch);
        message.Split('\n')[0].ShouldBe("Add a file");
        message.ShouldContain("- Add it\n");
        message.ShouldContain("OneShot-Id: " + receipt.Id);
        message.ShouldContain("Co-authored-by: ");
        foreach (var forged in new[] { "[skip ci]", "Signed-off-by", "zzzzzz", "#7", "@team", "skip-checks" })
            message.ShouldNotContain(forged);
        _here.Pull(1).GetProperty("draft").GetBoolean().ShouldBeFalse();
    }

    // Of its clone's objects nothing is read but commits: what it
    // points at, which it could not read itself, is not delivered.
    [Theory]
    [InlineData("printf '%s\n' '{0}/.git/objects' > .git/objects/info/alternates")]
    [InlineData("rm -rf .git/objects; ln -s '{0}/.git/objects' .git/objects")]
    [InlineData("printf 'gitdir: %s\n' '{0}/.git' > dotgit; rm -rf .git; mv dotgit .git")]
    public async Task What_its_clone_is_made_to_point_at_is_not_read(string trick)
    {
        var hidden = GitRepo.Init(_here.Folder["hidden"]);
        hidden.Commit("Hidden", "hidden.txt", "of somebody else");
        var receipt = await _here.RunAsync(
            PlannerScript.Good,
            $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, trick, hidden.Path)}; [ -d .git ] "
                + $"&& printf '%s' '{hidden.Git("rev-parse", "HEAD")}' > .git/HEAD; printf x > new.txt"
        );
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).ShouldBe("new.txt");
        _here.Repo.TryGit("cat-file", "-e", hidden.Git("rev-parse", "HEAD:hidden.txt")).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_is_not_gone()
    {
        if (Environment.IsPrivilegedProcess)
            return; // root reads everything
        var receipt = await _here.RunAsync(PlannerScript.Good, "chmod 000 src; printf x > new.txt");
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).ShouldBe("new.txt");
    }

    [Theory]
    [InlineData(
        "printf '#!/bin/sh\\ntouch %s\\n' \"$MARK\" > .git/hooks/pre-commit 2>/dev/null || { mkdir -p .git/hooks; "
            + "printf '#!/bin/sh\\ntouch %s\\n' \"$MARK\" > .git/hooks/pre-commit; }; chmod +x "
            + ".git/hooks/pre-commit; git config core.hooksPath .git/hooks"
    )]
    [InlineData("git config core.fsmonitor \"touch $MARK; false\"")]
    [InlineData(
        "git config filter.evil.clean \"touch $MARK; cat\"; echo '*.txt filter=evil' > .git/info/attributes "
            + "2>/dev/null || { mkdir -p .git/info; echo '*.txt filter=evil' > .git/info/attributes; }"
    )]
    [InlineData("git config uploadpack.packObjectsHook \"touch $MARK;\"")]
    [InlineData("git config diff.external \"touch $MARK\"")]
    [InlineData(
        "git config extensions.partialClone x; git config remote.x.promisor true; git config remote.x.url .; git "
            + "config remote.x.uploadpack \"touch $MARK;\"; printf y > gone.txt; git add gone.txt; git commit -qm "
            + "x; rm -f .git/objects/$(git rev-parse HEAD:gone.txt | sed 's,..,&/,')"
    )]
    public async Task What_it_sets_up_in_its_own_git_directory_is_run_by_nobody_and_told(string trap)
    {
        var mark = _here.Folder["sprung"];
        var receipt = await _here.RunAsync(PlannerScript.Good, $"MARK='{mark}'; {trap}; printf x > new.txt");
        _here.Repo.Git("show", receipt.Branch + ":new.txt").ShouldBe("x");
        File.Exists(mark).ShouldBeFalse();
        _here.Log(receipt.Id).ShouldContain("warning: the agent changed its clone's configuration, which nobody reads");
    }

    [Fact]
    public async Task A_changed_origin_and_files_outside_of_its_tree_lead_nowhere_and_are_told()
    {
        var before = _here.Untouched();
        var receipt = await _here.RunAsync(
            PlannerScript.Good,
            $"git remote add origin '{_here.Folder["elsewhere.git"]}'; mkdir -p .git/hooks; echo 'exit 1' > "
                + $".git/hooks/pre-push; echo x > ../outside; test -z \"$(find .. -name 'judge*')\"; printf x > new.txt"
        );
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).ShouldBe("new.txt");
        var log = _here.Log(receipt.Id);
        log.ShouldContain("the agent set up hooks in its clone, which nobody runs: pre-push");
        log.ShouldContain("the agent changed its clone's configuration");
        log.ShouldContain("the agent wrote beside its tree, which is removed: outside");
        _here.Untouched().ShouldBe(before);
        LocalOneShot.Clones.ShouldNotContain(clone => clone.Contains(receipt.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clone_without_its_git_directory_is_one_change_and_told()
    {
        var receipt = await _here.RunAsync(
            PlannerScript.Good,
            "printf x > new.txt; git add new.txt; git commit -qm x; rm -rf .git; ln -s /etc .git"
        );
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).ShouldBe("new.txt");
        _here.Log(receipt.Id).ShouldContain("the agent put something else in the place of its clone's .git");
    }

    [Fact]
    public async Task What_the_user_protects_is_taken_out_too()
    {
        var settings = LocalOneShot.Settings("command");
        (settings.AgentCommand, settings.ProtectedPaths) = (
            _here.Script(PlannerScript.Good, "mkdir -p deploy; echo x > Deploy.txt; echo x > deploy/run.sh"),
            "other, deploy"
        );
        var receipt = await _here.RunAsync(settings);
        Result(receipt).ShouldContain("> - `deploy/run.sh`");
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).ShouldBe("Deploy.txt");
    }

    [Fact]
    public async Task It_sees_no_credential_and_no_way_back_to_the_repository()
    {
        foreach (
            var (name, value) in new[]
            {
                ("GH_TOKEN", "ghp_secret"),
                ("GITHUB_TOKEN", "ghp_secret"),
                ("GIT_SEQUENCE_EDITOR", "/x"),
                ("AWS_SECRET_ACCESS_KEY", "aws_secret"),
                ("ALLOWED", "allowed"),
                ("SSH_AUTH_SOCK", "/s"),
            }
        )
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            var settings = LocalOneShot.Settings("command");
            settings.AgentCommand = _here.Script(
                PlannerScript.Good,
                "env > seen.txt; git remote -v >> seen.txt; ls -a \"$HOME\" >> seen.txt; cat \"$HOME\"/.gitconfig "
                    + ">> seen.txt"
            );
            settings.AgentEnv = "ALLOWED";
            var receipt = await _here.RunAsync(settings);
            var seen = _here.Repo.Git("show", receipt.Branch + ":seen.txt");
            seen.ShouldContain("ALLOWED=allowed");
            seen.ShouldContain($"ONESHOT_ID={receipt.Id}");
            foreach (var hidden in new[] { "secret", "GIT_", "SSH_AUTH_SOCK", "origin", "credential", "defaultBranch" })
                seen.ShouldNotContain(hidden, Case.Sensitive);
        }
        finally
        {
            foreach (
                var name in new[]
                {
                    "GH_TOKEN",
                    "GITHUB_TOKEN",
                    "GIT_SEQUENCE_EDITOR",
                    "AWS_SECRET_ACCESS_KEY",
                    "ALLOWED",
                    "SSH_AUTH_SOCK",
                }
            )
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task Children_that_outlive_it_are_ended()
    {
        var pid = _here.Folder["pid"];
        await _here.RunAsync(
            PlannerScript.Good,
            $"(setsid sh -c 'echo $$ > {pid}; trap \"\" TERM; sleep 120' > /dev/null 2>&1 &); while [ ! -s '{pid}' "
                + $"]; do sleep 0.05; done; printf x > new.txt"
        );
        Launch
            .End(
                int.Parse((await File.ReadAllTextAsync(pid)).Trim(), System.Globalization.CultureInfo.InvariantCulture)
            )
            .ShouldBeFalse("it is gone already");
    }

    [Fact]
    public async Task Long_lines_and_commands_in_them_hurt_nobody()
    {
        var receipt = await _here.RunAsync(
            PlannerScript.Good,
            "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo '::error::boo'; printf x > new.txt"
        );
        new FileInfo(_here.Repo[$".git/oneshot/runs/{receipt.Id}/implement.agent.log"]).Length.ShouldBeLessThan(
            200_000
        );
        _here.Reporter.Lines.ShouldNotContain(line => line.StartsWith("::", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_title_of_many_lines_is_one()
    {
        var receipt = await _here.RunAsync(
            PlannerScript.Good
                + "\nprintf '{\"title\": \"One\\\\n::error::two @team Closes #1\"}' > .impl/plan-result.json",
            "printf x > new.txt"
        );
        var issue = System
            .Text.Json.JsonDocument.Parse(File.ReadAllText(_here.Repo[".git/oneshot/issues/2.json"]))
            .RootElement.GetProperty("title")
            .GetString()!;
        issue.ShouldBe("One ::error::two @\u200Bteam Closes #\u200B1");
        _here.Repo.Git("log", "-1", "--format=%s", receipt.Branch + "^").ShouldNotContain("\n");
    }

    private string Result(DispatchReceipt receipt) =>
        _here
            .Pull(receipt.PrNumber!.Value)
            .GetProperty("comments")
            .EnumerateArray()
            .Select(comment => comment.GetProperty("body").GetString()!)
            .Single(body => body.Contains($"oneshot {receipt.Id} result", StringComparison.Ordinal));

    public void Dispose() => _here.Dispose();
}
