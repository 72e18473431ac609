using OneShot.Files;
using OneShot.Testing.Fakes;

namespace OneShot.Tests;

/// <summary>Files by their pattern, as people write it.</summary>
public sealed class FileFinderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public FileFinderTests()
    {
        foreach (
            var file in new[]
            {
                "a.trx",
                "b.TRX",
                "out/c.trx",
                "out/deep/d.trx",
                "out/deep/e.log",
                "out/.git/f.trx",
                ".hidden/g.trx",
                "other/h.trx",
            }
        )
            _folder.Write(file, "");
    }

    [Theory]
    [InlineData("a.trx", "a.trx")]
    [InlineData("./out/../a.trx", "a.trx")]
    [InlineData("*.trx", "a.trx")]
    [InlineData("out/*.trx", "out/c.trx")]
    [InlineData("out/**/*.trx", "out/c.trx out/deep/d.trx")]
    [InlineData("out/**", "out/c.trx out/deep/d.trx out/deep/e.log")]
    [InlineData("**/d*.trx", "out/deep/d.trx")]
    [InlineData("**/*.trx", ".hidden/g.trx a.trx other/h.trx out/c.trx out/deep/d.trx")]
    [InlineData("o*/*.trx", "other/h.trx out/c.trx")]
    [InlineData("out", "")]
    [InlineData("none/*.trx", "")]
    [InlineData("none.trx", "")]
    [InlineData("**/../*.trx", "")]
    [InlineData("a\0.trx", "")]
    [InlineData("", "")]
    public void A_pattern_is_those_files(string pattern, string files) =>
        Find(pattern).ShouldBe(files.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("a.trx", "a.trx")]
    [InlineData("out/*.trx", "out/c.trx")]
    [InlineData("**/d*.trx", "out/deep/d.trx")]
    [InlineData("out/**", "out/c.trx out/deep/d.trx out/deep/e.log")]
    [InlineData("none/*.trx", "")]
    [InlineData("out", "")]
    public void The_tests_own_stand_in_for_it_finds_the_same(string pattern, string files)
    {
        var all = new FileFinder(null).Find("**", _folder.Path).ToArray();
        var found = new FakeFileFinder(all).Find(pattern, _folder.Path);
        found.ShouldBe(new FileFinder(null).Find(pattern, _folder.Path));
        found
            .Select(file => Path.GetRelativePath(_folder.Path, file))
            .ShouldBe(files.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        new FakeFileFinder(all).Find(_folder["out/*.trx"], "/").ShouldBe([_folder["out/c.trx"]]);
    }

    [Fact]
    public void An_absolute_pattern_counts_from_nowhere_else() =>
        new FileFinder(null).Find(_folder["out/*.trx"], "/").ShouldBe([_folder["out/c.trx"]]);

    [Fact]
    public void Links_are_not_followed_by_a_pattern_and_are_by_their_name()
    {
        Directory.CreateSymbolicLink(_folder["out/round"], _folder["out"]);
        Directory.CreateSymbolicLink(_folder["linked"], "/");
        File.CreateSymbolicLink(_folder["out/passwd.trx"], "/etc/passwd");
        Find("**/*.trx").ShouldBe([".hidden/g.trx", "a.trx", "other/h.trx", "out/c.trx", "out/deep/d.trx"]);
        Find("out/passwd.trx").ShouldBe(["out/passwd.trx"]);
    }

    [Fact]
    public void Files_of_an_earlier_build_are_left_alone()
    {
        File.SetLastWriteTimeUtc(_folder["out/c.trx"], DateTime.UtcNow.AddMinutes(-10));
        new FileFinder(DateTimeOffset.UtcNow.AddMinutes(-5))
            .Find("out/**/*.trx", _folder.Path)
            .ShouldBe([_folder["out/deep/d.trx"]]);
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Find(string pattern) =>
        new FileFinder(null)
            .Find(pattern, _folder.Path)
            .Select(file => Path.GetRelativePath(_folder.Path, file))
            .Order(StringComparer.Ordinal);
}
