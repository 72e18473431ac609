using System.Text;

namespace OneShot.Git.Tests;

/// <summary>
/// Whatever a repository holds and sets, on both forges: an agent that does nothing gives an
/// empty difference, and one that changes one file a difference of that file, byte for byte.
/// </summary>
public sealed class ExactMatrixTests : IDisposable
{
    private static readonly Dictionary<string, Action<ExactTree>> Rows = new()
    {
        ["CRLF that was committed before there were attributes"] = LineEnds,
        ["encodings and idents"] = tree =>
        {
            tree.Repo.Write(".gitattributes", "*.u16 working-tree-encoding=UTF-16LE eol=lf\n*.id ident\n");
            File.WriteAllText(tree.Repo["wide.u16"], "wide\n", new UnicodeEncoding(false, false));
            tree.Repo.Write("a.id", "$Id$\n");
            tree.CommitAll();
        },
        ["core.autocrlf=true"] = tree => AutomaticLineEnds(tree, "core.autocrlf=true"),
        ["core.autocrlf=input"] = tree => AutomaticLineEnds(tree, "core.autocrlf=input"),
        ["core.eol=crlf"] = tree =>
        {
            tree.Repo.Write(".gitattributes", "*.text text\n");
            tree.Repo.Write("b.text", "one\n");
            tree.CommitAll();
            AutomaticLineEnds(tree, "core.eol=crlf");
        },
        ["executable bits"] = tree =>
        {
            ExactTree.MayRun(tree.Repo.Write("run.sh", "exit 0\n"));
            tree.CommitAll();
        },
        ["core.fileMode=false"] = tree =>
        {
            tree.Settings = ["core.fileMode=false"];
            tree.CheckedOut = job => ExactTree.MayRun(job["a.txt"]);
        },
        ["links"] = Links,
        ["core.symlinks=false"] = tree =>
        {
            Links(tree);
            tree.Settings = ["core.symlinks=false"];
        },
        ["names that differ in case"] = tree =>
        {
            tree.Repo.Write("A.txt", "large\n");
            tree.Repo.Write("DIR/x", "1");
            tree.Repo.Write("dir/x", "2");
            tree.CommitAll();
            tree.Settings = ["core.ignoreCase=true"];
        },
        ["empty folders"] = tree => tree.CheckedOut = job => Directory.CreateDirectory(job["empty/er"]),
        ["names that are no UTF-8"] = tree =>
            Shell(
                tree.Repo.Path,
                """
                printf x > "$(printf 'caf\351.txt')"; mkdir "$(printf 'caf\347')"; printf z > "$(printf 'caf\347/in')"; git add -A; git commit -qm odd
                """
            ),
        ["submodules"] = tree =>
        {
            var other = GitRepo.Init(tree.Folder["other"]);
            tree.Repo.Git(
                "update-index",
                "--add",
                "--cacheinfo",
                $"160000,{other.Commit("Other", "o.txt", "o")},module"
            );
            tree.Repo.Write(".gitmodules", $"[submodule \"module\"]\n\tpath = module\n\turl = {other.Path}\n");
            tree.Repo.Git("add", ".gitmodules");
            tree.Repo.Git("commit", "--quiet", "--message=Module");
            tree.Settings = ["submodule.recurse=true"];
            tree.CheckedOut = job =>
                job.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init");
        },
        ["a sparse checkout"] = tree => Sparse(tree, "--no-cone", "/*", "!/left/"),
        ["a sparse checkout by folders"] = tree => Sparse(tree, "--cone", "right"),
        ["a sparse checkout with its index"] = tree => Sparse(tree, "--cone", "--sparse-index", "right"),
        ["tracked files that rules ignore"] = tree =>
        {
            tree.Repo.Write(".gitignore", ".impl/\n.worker-impl/\nbuild/\n*.log\n*.txt\n");
            tree.Repo.Write("build/kept.log", "tracked all the same");
            tree.CommitAll();
        },
        ["a filter of somebody's"] = tree =>
        {
            tree.Repo.Write(".gitattributes", "*.secret filter=crypt diff=crypt\n");
            tree.Repo.Write("a.secret", "scrambled\n");
            tree.CommitAll();
        },
    };

    private readonly ExactTree _tree = new();

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var row in Rows.Keys)
            {
                data.Add(row, ExactTree.Local);
                data.Add(row, ExactTree.Workflow);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Nothing_gives_nothing_and_one_file_one_file(string row, string forge)
    {
        if (OperatingSystem.IsWindows())
            return;
        Rows[row](_tree);
        var session = await _tree.OpenAsync(forge);
        var nothing = await _tree.CollectAsync(session);
        nothing.LeftOut.ShouldBeEmpty();
        nothing.Commit.ShouldBeNull();

        var path = Path.Combine(session.Folder, "a.txt");
        var end = (await File.ReadAllTextAsync(path)).EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        await File.AppendAllTextAsync(path, "more" + end);
        var (commit, findings) = await _tree.DeliverAsync(session);
        findings.ShouldBeEmpty();
        Changed(session.Start, commit!).ShouldBe(["M a.txt"]);
        _tree.Arrived.Git("cat-file", "-p", commit + ":a.txt").ShouldBe("one\nmore");
    }

    [Theory]
    [InlineData(ExactTree.Local)]
    [InlineData(ExactTree.Workflow)]
    public async Task A_mode_alone_keeps_the_bytes_and_a_rename_in_case_is_one(string forge)
    {
        if (OperatingSystem.IsWindows())
            return;
        LineEnds(_tree);
        var session = await _tree.OpenAsync(forge);
        ExactTree.MayRun(Path.Combine(session.Folder, "mixed.bat"));
        File.Move(Path.Combine(session.Folder, "a.txt"), Path.Combine(session.Folder, "A.txt"));
        var (commit, findings) = await _tree.DeliverAsync(session);
        findings.ShouldBeEmpty();
        Changed(session.Start, commit!).ShouldBe(["A A.txt", "D a.txt", "M mixed.bat"], ignoreOrder: true);
        _tree.Arrived.Git("rev-parse", commit + ":mixed.bat").ShouldBe(_tree.Repo.Git("rev-parse", "HEAD:mixed.bat"));
        _tree.Arrived.Git("ls-tree", commit!, "mixed.bat").ShouldStartWith("100755");
    }

    [Theory]
    [InlineData(ExactTree.Local)]
    [InlineData(ExactTree.Workflow)]
    public async Task What_is_added_although_rules_ignore_it_is_told_by_a_few_names_and_a_count(string forge)
    {
        if (OperatingSystem.IsWindows())
            return;
        _tree.Repo.Write(".gitignore", ".impl/\nmade/\n*.log\n");
        _tree.CommitAll();
        var session = await _tree.OpenAsync(forge);
        Shell(
            session.Folder,
            """
            mkdir -p made .impl; for i in 1 2 3 4 5 6; do echo x > made/$i; done; echo x > not-added.log; echo x > new.log; echo x > .impl/plan.md
            git add -f made new.log .impl; git commit -qm Mine; echo x > made/not-added; echo x > new.txt
            """
        );
        var (commit, findings) = await _tree.DeliverAsync(session);
        Changed(session.Start, commit!).ShouldBe(["A new.txt"]);
        findings.Select(finding => finding.Path).ShouldBe(["made/1", "made/2", "made/3", "made/4", "made/5"]);
        findings[0].Reason.ShouldBe("is new and a rule ignores it, though the agent added it");
        findings[4].Reason.ShouldBe("is new and a rule ignores it, though the agent added it, as are 2 others");

        // Rubbish in its place ends nothing.
        await File.WriteAllTextAsync(
            Path.Combine(session.Folder, ".git", "index"),
            "DIRC\0\0\0\u0004\u007f\u007f\u007f\u007f rubbish"
        );
        var collected = await _tree.CollectAsync(session);
        collected.LeftOut.ShouldBeEmpty();
        collected.Commit.ShouldNotBeNull();
    }

    public void Dispose() => _tree.Dispose();

    private static void LineEnds(ExactTree tree)
    {
        tree.Repo.Write(".gitattributes", "* text\n*.bat eol=crlf\n*.auto text=auto eol=crlf\n");
        tree.Repo.Write("run.bat", "one\r\ntwo\r\n");
        tree.CommitAll();
        tree.CommitRaw("odd.txt", "one\r\ntwo\r\n");
        tree.CommitRaw("mixed.bat", "one\r\ntwo\n");
        tree.CommitRaw("odd.auto", "one\r\ntwo\r\n");
    }

    private static void AutomaticLineEnds(ExactTree tree, string setting)
    {
        tree.CommitRaw("odd.txt", "one\r\ntwo\r\n");
        tree.CommitRaw("mixed.txt", "one\r\ntwo\n");
        tree.Settings = [setting];
    }

    private static void Links(ExactTree tree)
    {
        tree.Repo.Write("deep/er/file.txt", "x\n");
        File.CreateSymbolicLink(tree.Repo["folder"], "deep/er");
        File.CreateSymbolicLink(tree.Repo["nowhere"], "not/there");
        tree.CommitAll();
    }

    private static void Sparse(ExactTree tree, params string[] patterns)
    {
        tree.Repo.Write("left/out.txt", "x");
        tree.Repo.Write("right/in.txt", "x");
        tree.CommitAll();
        tree.CheckedOut = job => job.Git(["sparse-checkout", "set", .. patterns]);
        tree.CheckedOut(tree.Repo);
        File.Exists(tree.Repo["left/out.txt"]).ShouldBeFalse();
    }

    private static void Shell(string folder, string script)
    {
        var made = Launch.RunWithInput(folder, null, string.Empty, "sh", "-ec", script);
        made.ExitCode.ShouldBe(0, made.All);
    }

    private string[] Changed(string from, string to) =>
        _tree.Arrived.Git("diff-tree", "-r", "--no-renames", "--name-status", from, to).Replace('\t', ' ').Split('\n');
}
