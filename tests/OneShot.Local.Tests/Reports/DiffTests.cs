using OneShot.Local.Reports;

namespace OneShot.Local.Tests.Reports;

/// <summary>What git says about files is read as it is, whatever is in them and whatever they are called.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly TempFolder _folder = new("diff");
    private readonly GitRepo _repo;

    public DiffTests()
    {
        _repo = GitRepo.Init(_folder["work"]);
        _repo.Write("keep.txt", string.Join('\n', Enumerable.Range(1, 40)) + "\n");
        _repo.Write("moved.txt", "a\nb\nc\nd\ne\n");
        _repo.Write("gone.txt", "x\n");
        _repo.Write("dos.txt", "one\r\ntwo\r\n");
        _repo.Write("ends.txt", "one\ntwo\n");
        _repo.Write("script", "#!/bin/sh\n");
        _repo.Write("file", "plain\n");
        _repo.Write("blank.txt", "a\n\nb\n");
        File.WriteAllBytes(_repo["picture"], [0, 1, 2]);
        _repo.Git("add", "-A");
        _repo.Git("commit", "-q", "-m", "First");
    }

    [Fact]
    public void Every_kind_of_change_is_told()
    {
        _repo.Write("keep.txt", string.Join('\n', Enumerable.Range(1, 40).Select(i => i is 3 or 33 ? -i : i)) + "\n");
        _repo.Git("mv", "moved.txt", "elsewhere.txt");
        _repo.Git("rm", "-q", "gone.txt");
        _repo.Write("dos.txt", "one\r\n2\r\n");
        _repo.Write("ends.txt", "one\r\ntwo\n");
        _repo.Git("update-index", "--chmod=+x", "script");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_repo["script"], (UnixFileMode)0b111_101_101);
        File.Delete(_repo["file"]);
        File.CreateSymbolicLink(_repo["file"], "keep.txt");
        File.WriteAllBytes(_repo["picture"], [0, 1, 3]);
        _repo.Write(
            "z\n\t\"'ü 日本.txt",
            "-- a/fake\n++ b/fake\n@@ -1 +1 @@\ndiff --git a/x b/x\n\\ No newline at end of file"
        );
        var files = Read();
        files
            .Select(file =>
                $"{(file.From is null ? "" : file.From + " > ")}{file.Path}: {file.Change} {file.Added}/{file.Removed}"
            )
            .ShouldBe([
                "dos.txt: changed 1/1",
                "moved.txt > elsewhere.txt: renamed 0/0",
                "ends.txt: changed 1/1",
                "file: changed, link 1/1",
                "gone.txt: deleted 0/1",
                "keep.txt: changed 2/2",
                "picture: changed /",
                "script: changed, can be run 0/0",
                "z\n\t\"'ü 日本.txt: added 5/0",
            ]);
        Lines("dos.txt").ShouldBe(["@@ -1,2 +1,2 @@", " one", "-two", "+2"]);
        Lines("ends.txt").ShouldBe(["@@ -1,2 +1,2 @@", "-one", "+one\r", " two"]);
        Lines("file")
            .ShouldBe(["@@ -1 +0,0 @@", "-plain", "@@ -0,0 +1 @@", "+keep.txt", "\\ No newline at end of file"]);
        files
            .Single(file => file.Path == "keep.txt")
            .Lines.Where(line => line.Kind is '+' or '-')
            .Select(line => (line.Old, line.New, line.Text))
            .ShouldBe([(3, null, "-3"), (null, 3, "+-3"), (33, null, "-33"), (null, 33, "+-33")]);
        Lines("z\n\t\"'ü 日本.txt")
            .ShouldBe([
                "@@ -0,0 +1,5 @@",
                "+-- a/fake",
                "+++ b/fake",
                "+@@ -1 +1 @@",
                "+diff --git a/x b/x",
                "+\\ No newline at end of file",
                "\\ No newline at end of file",
            ]);

        string[] Lines(string path) => [.. files.Single(file => file.Path == path).Lines.Select(line => line.Text)];
    }

    [Fact]
    public void A_blank_line_that_lost_its_blank_counts()
    {
        _repo.Git("config", "diff.suppressBlankEmpty", "true");
        _repo.Write("blank.txt", "a\n\nc\n");
        Read()
            .Single()
            .Lines.Select(line => (line.Old, line.New))
            .ShouldBe([(null, null), (1, 1), (2, 2), (3, null), (null, 3)]);
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<DiffFile> Read()
    {
        _repo.Git("add", "-A");
        _repo.Git("commit", "-q", "-m", "Second");
        return Diff.Read(
            _repo.Git("diff-tree", "-r", "-M", "-z", "--numstat", "HEAD^", "HEAD"),
            _repo.Git("diff-tree", "-r", "-M", "--patch", "HEAD^", "HEAD")
        );
    }
}
