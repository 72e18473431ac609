namespace OneShot.Tests.Git;

/// <summary>The states a user's repository can be in. Each is made by the real git.</summary>
public static class RepositoryStates
{
    private static readonly Dictionary<string, Func<PeerRepository, GitRepo>> States = new()
    {
        ["clean"] = peer => peer.Clone(),
        ["dirty"] = peer => Changed(peer, repo => repo.Write("README.md", "changed\n")),
        ["staged"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Write("README.md", "staged\n");
                    repo.Git("add", "README.md");
                    repo.Write("README.md", "and more\n");
                }
            ),
        ["untracked"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Write("new.txt", "new");
                    repo.Write(".worker-impl/task.md", "mine");
                }
            ),
        ["ignored task folder"] = peer =>
            Changed(peer, repo => repo.Write(".git/info/exclude", ".worker-impl/\n*.md\n")),
        ["conflicted merge"] = ConflictedMerge,
        ["mid-rebase"] = MidRebase,
        ["mid-bisect"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Commit("Two", "a", "2");
                    repo.Commit("Three", "a", "3");
                    repo.Git("bisect", "start", "HEAD", "HEAD~2");
                }
            ),
        ["mid-cherry-pick"] = MidCherryPick,
        ["stash"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Write("README.md", "stashed\n");
                    repo.Git("stash");
                }
            ),
        ["detached"] = peer => Changed(peer, repo => repo.Git("checkout", "--quiet", "--detach")),
        ["on another branch, ahead"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Git("checkout", "--quiet", "-b", "feature");
                    repo.Commit("Ahead", "a", "1");
                }
            ),
        ["unborn branch"] = peer => Changed(peer, repo => repo.Git("checkout", "--quiet", "--orphan", "empty")),
        ["linked worktree"] = peer => Worktree(peer),
        ["shallow"] = peer => Cloned(peer, "--depth=1", "--no-local"),
        ["shallow, trunk moved"] = peer => Moved(peer, Cloned(peer, "--depth=1", "--no-local")),
        ["trunk moved"] = peer => Moved(peer, peer.Clone()),
        ["sparse"] = peer => Changed(peer, repo => repo.Git("sparse-checkout", "set", "src")),
        ["sparse index"] = peer =>
            Changed(peer, repo => repo.Git("sparse-checkout", "set", "--cone", "--sparse-index", "src")),
        ["blobless"] = peer => Partial(peer, "blob:none"),
        ["treeless"] = peer => Partial(peer, "tree:0"),
        ["blobless, trunk moved"] = peer => Moved(peer, Partial(peer, "blob:none")),
        ["submodule"] = Submodule,
        ["CRLF"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Git("config", "core.autocrlf", "true");
                    repo.Git("config", "core.eol", "crlf");
                    repo.Write(".gitattributes", "* text eol=crlf\n");
                }
            ),
        ["hooks that fail"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    foreach (
                        var hook in new[]
                        {
                            "pre-commit",
                            "commit-msg",
                            "post-commit",
                            "prepare-commit-msg",
                            "reference-transaction",
                            "post-checkout",
                            "pre-auto-gc",
                        }
                    )
                        repo.Hook(hook, "echo no >&2; exit 1");
                }
            ),
        ["push and fetch settings"] = Settings,
        ["insteadOf"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Git("config", $"url.{peer.Bare.Path}.insteadOf", "alias:shop");
                    repo.Git("remote", "set-url", "origin", "alias:shop");
                }
            ),
        ["pushInsteadOf"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Git("remote", "set-url", "origin", peer.Bare.Path);
                    repo.Git("config", $"url.{peer.HttpUrl}.pushInsteadOf", peer.Bare.Path);
                }
            ),
        ["pushurl"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Git("remote", "set-url", "origin", peer.Bare.Path);
                    repo.Git("remote", "set-url", "--push", "origin", peer.HttpUrl);
                }
            ),
        ["several remotes"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Git("remote", "add", "upstream", "https://example.invalid/x/y.git");
                    repo.Git("remote", "add", "a.b", "/nowhere");
                    repo.Git("config", "remote.pushDefault", "upstream");
                }
            ),
        ["a remote by path"] = peer => Changed(peer, repo => repo.Git("remote", "set-url", "origin", peer.Bare.Path)),
        ["replace refs and grafts"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Commit("Two", "a", "2");
                    repo.Git("replace", "HEAD", "HEAD~1");
                }
            ),
        ["gc with packed refs"] = peer =>
            Changed(
                peer,
                repo =>
                {
                    repo.Git("gc", "--quiet");
                    repo.Git("pack-refs", "--all");
                }
            ),
    };

    public static TheoryData<string> Names => new(States.Keys);

    public static GitRepo Make(string state, PeerRepository peer) => States[state](peer);

    private static GitRepo Changed(PeerRepository peer, Action<GitRepo> change)
    {
        var repo = peer.Clone();
        change(repo);
        return repo;
    }

    private static GitRepo Cloned(PeerRepository peer, params string[] options)
    {
        var repo = GitRepo.Clone("file://" + peer.Bare.Path, peer.Folder["work"], options);
        repo.Git("remote", "set-url", "origin", peer.HttpUrl);
        return repo;
    }

    private static GitRepo Partial(PeerRepository peer, string filter)
    {
        peer.Bare.Git("config", "uploadpack.allowFilter", "true");
        peer.Bare.Git("config", "uploadpack.allowAnySHA1InWant", "true");
        var repo = GitRepo.Clone(
            "file://" + peer.Bare.Path,
            peer.Folder["work"],
            "--no-checkout",
            $"--filter={filter}"
        );
        repo.Git("reset", "--quiet");
        return repo;
    }

    private static GitRepo Moved(PeerRepository peer, GitRepo repo)
    {
        var seed = peer.Seed;
        seed.Commit("Later", "later.txt", "later");
        seed.Git("push", "--quiet", peer.Bare.Path, "main");
        return repo;
    }

    private static GitRepo Worktree(PeerRepository peer)
    {
        var repo = peer.Clone("main-checkout");
        repo.Git("worktree", "add", "--quiet", peer.Folder["work"], "-b", "side");
        return new GitRepo(peer.Folder["work"]);
    }

    private static GitRepo ConflictedMerge(PeerRepository peer) =>
        Changed(
            peer,
            repo =>
            {
                TwoBranches(repo);
                repo.TryGit("merge", "left").ExitCode.ShouldBe(1);
            }
        );

    private static GitRepo MidRebase(PeerRepository peer) =>
        Changed(
            peer,
            repo =>
            {
                TwoBranches(repo);
                repo.TryGit("rebase", "left").ExitCode.ShouldBe(1);
            }
        );

    private static GitRepo MidCherryPick(PeerRepository peer) =>
        Changed(
            peer,
            repo =>
            {
                TwoBranches(repo);
                repo.TryGit("cherry-pick", "left").ExitCode.ShouldBe(1);
            }
        );

    private static void TwoBranches(GitRepo repo)
    {
        repo.Git("checkout", "--quiet", "-b", "left");
        repo.Commit("Left", "README.md", "left\n");
        repo.Git("checkout", "--quiet", "-b", "right", "main");
        repo.Commit("Right", "README.md", "right\n");
    }

    private static GitRepo Submodule(PeerRepository peer)
    {
        var inner = GitRepo.Init(peer.Folder["inner"]);
        inner.Commit("Inner", "inner.txt", "inner");
        return Changed(
            peer,
            repo =>
            {
                repo.Git("submodule", "--quiet", "add", inner.Path, "lib");
                repo.Git("commit", "--quiet", "-m", "Add a submodule");
                repo.Git("config", "push.recurseSubmodules", "check");
                repo.Git("config", "submodule.recurse", "true");
                File.WriteAllText(repo["lib/inner.txt"], "changed");
            }
        );
    }

    private static GitRepo Settings(PeerRepository peer) =>
        Changed(
            peer,
            repo =>
            {
                string[] settings =
                [
                    "push.default=matching",
                    "push.followTags=true",
                    "push.autoSetupRemote=true",
                    "fetch.prune=true",
                    "fetch.pruneTags=true",
                    "remote.origin.mirror=false",
                    "transfer.fsckObjects=true",
                    "core.safecrlf=true",
                    "i18n.commitEncoding=ISO-8859-1",
                    "gc.auto=1",
                    "fetch.writeCommitGraph=true",
                    "core.fsmonitor=false",
                    "log.showSignature=true",
                    "color.ui=always",
                    "core.quotePath=true",
                ];
                foreach (var setting in settings)
                    repo.Git("config", setting.Split('=')[0], setting.Split('=')[1]);
                repo.Git("tag", "-a", "v1", "-m", "v1");
                repo.Commit("Unpublished", "a", "1");
            }
        );
}
