using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

/// <summary>The line that tells what a one-shot does not start from.</summary>
public sealed class NotIncludedTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 1, "not included: 1 changed file; commit it to have it")]
    [InlineData(0, 2, "not included: 2 changed files; commit them to have them")]
    [InlineData(2, 0, "not included: 2 commits of mine, which is checked out; to have the commits: --base=mine")]
    public void It_tells_commits_and_files(int commits, int files, string? line) =>
        new NotIncluded(new Head("mine", "abc"), commits, files).Line().ShouldBe(line);
}
