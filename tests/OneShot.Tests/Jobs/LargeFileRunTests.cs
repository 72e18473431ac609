using System.Text;
using OneShot.Git;

namespace OneShot.Tests.Jobs;

/// <summary>Large files of Git LFS from an agent's tree to the server, on both forges, and filters on one.</summary>
public sealed class LargeFileRunTests : IDisposable
{
    private const string Rules = "*.bin filter=lfs diff=lfs merge=lfs -text\n*.secret filter=turn\n";

    private static readonly string New = LargeFilePointer.Of("new\n"u8).Id;

    private readonly TempFolder _folder = new("lfs-server");
    private readonly GitRepo _server;
    private readonly PeerRepository _peer;

    public LargeFileRunTests()
    {
        _server = GitRepo.Init(_folder["lfs.git"], "--bare");
        _peer = new PeerRepository(
            files: new Dictionary<string, string>
            {
                [".gitattributes"] = Rules,
                [".lfsconfig"] = $"[lfs]\n\turl = file://{_server.Path}\n",
                ["a.secret"] = "cynva\n",
                ["there.bin"] = Encoding.ASCII.GetString(LargeFilePointer.Of("there\n"u8).ToBytes()),
            }
        );
    }

    [LargeFilesFact]
    public async Task A_one_shot_of_this_machine_delivers_pointers_and_publishing_pushes_what_they_point_to()
    {
        if (OperatingSystem.IsWindows())
            return;
        var repo = _peer.Clone();
        repo.Git("remote", "rename", "origin", "hub");
        var there = LargeFilePointer.Of("there\n"u8).Id;
        _folder.Write(StoreOf("lfs.git/lfs", there), "there\n");

        // Where they are is trunk's to say: the file that lies here
        // may be an agent's. So it is for the user's own hook.
        repo.Git("lfs", "install", "--local");
        repo.Write(".lfsconfig", "[lfs]\n\turl = http://127.0.0.1:1/elsewhere\n");
        repo.Git("config", "filter.turn.clean", "tr a-z n-za-m");
        repo.Git("config", "filter.turn.smudge", "tr a-z n-za-m");
        var script = _peer.Folder.Write(
            "agent.sh",
            $"set -e\ncat > /dev/null\nif [ \"$ONESHOT_PHASE\" = plan ]; then\n{PlannerScript.Good}\nelse\n"
                + "grep -q plain a.secret; grep -qx there there.bin; echo new > new.bin; echo words >> a.secret\nfi\n"
        );
        using (var session = OneShotVerbs.Create(Settings("local", script) with { Remote = "hub" }, Host(repo)))
            await Dispatching.WholeAsync(session);
        var branch = repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*");
        repo.Git("diff", "--name-only", "main", branch).ShouldBe("a.secret\nnew.bin");
        repo.Git("show", branch + ":new.bin").ShouldContain("oid sha256:" + New);
        repo.Git("show", branch + ":a.secret").ShouldBe("cynva\njbeqf");
        File.Exists(repo[StoreOf(".git/lfs")]).ShouldBeTrue();

        using (
            var publish = OneShotVerbs.CreatePublish(
                new OneShotSettings
                {
                    HttpTimeout = 10,
                    GitTimeout = 240,
                    Remote = "hub",
                },
                Host(repo)
            )
        )
            await publish.PublishAsync(default);
        File.Exists(_server[StoreOf("lfs")]).ShouldBeTrue();
        _peer.Bare.Git("show", branch + ":new.bin").ShouldContain("oid sha256:" + New);
    }

    [LargeFilesFact]
    public async Task A_workflow_delivers_pointers_after_what_they_point_to_and_a_push_that_fails_is_done_again()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var machine = new JobMachine(_peer);
        await machine.PlanAsync();
        await machine.ImplementAsync("echo new > new.bin");
        var before = _peer.Bare.Git("rev-parse", machine.Branch);
        var away = _server.Path + "-away";
        Directory.Move(_server.Path, away);
        (await Should.ThrowAsync<OneShotException>(machine.DeliverAsync)).Error.Code.ShouldBe("OS3106");
        _peer.Bare.Git("rev-parse", machine.Branch).ShouldBe(before);
        _peer
            .Comments(1)
            .ShouldContain(comment =>
                comment.Contains("OS3106", StringComparison.Ordinal)
                || comment.Contains("large files", StringComparison.Ordinal)
            );

        Directory.Move(away, _server.Path);
        await machine.DeliverAsync();
        File.Exists(_server[StoreOf("lfs")]).ShouldBeTrue();
        _peer.Bare.Git("show", machine.Branch + ":new.bin").ShouldContain("oid sha256:" + New);
    }

    [Fact]
    public async Task Filters_are_for_this_machine_and_have_to_have_a_command()
    {
        var repo = _peer.LocalClone("mine");
        foreach (var (forge, code) in new[] { ("github", "OS2105"), ("local", "OS3105") })
        {
            using var session = OneShotVerbs.Create(Settings(forge, "none") with { Repo = _peer.FullName }, Host(repo));
            (await Should.ThrowAsync<OneShotException>(() => Dispatching.WholeAsync(session))).Error.Code.ShouldBe(
                code
            );
        }

        repo.Git("for-each-ref", "--format=%(refname)", "refs/heads").ShouldBe("refs/heads/main");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        Directory.Exists(repo[".git/oneshot/runs"]).ShouldBeFalse();
        using var machine = new JobMachine(_peer);
        var settings = machine.Settings();
        settings.Filters = "turn";
        (
            await Should.ThrowAsync<OneShotException>(() =>
                machine.JobAsync(
                    settings,
                    jobs => jobs.PreparePlanningAsync(default),
                    jobs => jobs.RunPlanningAsync(default)
                )
            )
        ).Error.Code.ShouldBe("OS2105");
    }

    public void Dispose()
    {
        _peer.Dispose();
        _folder.Dispose();
    }

    private static string StoreOf(string folder) => StoreOf(folder, New);

    private static string StoreOf(string folder, string id) => $"{folder}/objects/{id[..2]}/{id[2..4]}/{id}";

    private static OneShotSettings Settings(string forge, string script) =>
        new()
        {
            Prompt = "Add it",
            Forge = forge,
            Agent = "command",
            AgentCommand = $"sh '{script}'",
            Sandbox = "none",
            GitTimeout = 240,
            Filters = "turn",
        };

    private OneShotHost Host(GitRepo repo) =>
        new(repo.Path, repo.Path, new RecordingReporter())
        {
            Variable = name =>
                name is "PATH" or "HOME" or "XDG_CACHE_HOME"
                    ? Environment.GetEnvironmentVariable(name)
                    : _peer.Environment.GetValueOrDefault(name),
        };
}
