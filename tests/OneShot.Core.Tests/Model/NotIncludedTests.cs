using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

/// <summary>The line that tells what a one-shot does not start from.</summary>
public sealed class NotIncludedTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 1, "not included: 1 changed file; commit it to have it next time")]
    [InlineData(0, 2, "not included: 2 changed files; commit them to have them next time")]
    [InlineData(2, 0, "not included: 2 commits of mine, which is checked out; to have the commits: --base=mine")]
    public void It_tells_commits_and_files(int commits, int files, string? line) =>
        new NotIncluded(new Head("mine", "abc"), commits, files).Line("mine", isTracking: false).ShouldBe(line);

    [Theory]
    [InlineData("main", 1, "commit and push it to have it, or commit it and name the branch: --base=main")]
    [InlineData("main", 2, "commit and push them to have them, or commit them and name the branch: --base=main")]
    [InlineData("mine", 2, "to have them, commit them and name the branch: --base=mine")]
    [InlineData(null, 2, "to have them, commit them, make a branch of that and name it: --base=NAME")]
    public void A_commit_alone_brings_nothing_to_what_was_fetched(string? branch, int files, string hint) =>
        new NotIncluded(new Head(branch, "abc"), 0, files)
            .Line("main", isTracking: true)
            .ShouldBe($"not included: {files} changed file{(files == 1 ? "" : "s")}; {hint}");

    [Fact]
    public void Nor_does_a_commit_on_another_branch() =>
        new NotIncluded(new Head("mine", "abc"), 0, 1)
            .Line("main", isTracking: false)
            .ShouldBe("not included: 1 changed file; to have it, commit it and name the branch: --base=mine");
}
