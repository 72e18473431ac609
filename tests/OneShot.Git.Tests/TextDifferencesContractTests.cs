using OneShot.Core.Ports;
using OneShot.Testing.Fakes;

namespace OneShot.Git.Tests;

/// <summary>How a difference is shown, by git or by the tests' own stand-in for it.</summary>
public abstract class TextDifferencesContractTests
{
    internal abstract ITextDifferences Differences { get; }

    [Fact]
    public async Task Lines_that_go_and_lines_that_come_are_marked_below_both_names()
    {
        var text = await Differences.OfAsync("a/b.yml", "one\ntwo\n", "one\n2\nthree\n", CancellationToken.None);
        var lines = text.Split('\n');
        lines.Take(2).ShouldBe(["--- a/b.yml (yours)", "+++ a/b.yml (OneShot's)"]);
        lines.Skip(2).Where(line => line[0] is '-' or '+').ShouldBe(["-two", "+2", "+three"]);
    }

    public sealed class OfGit : TextDifferencesContractTests
    {
        internal override ITextDifferences Differences =>
            new GitDifferences(new GitRunner("/", TimeSpan.FromSeconds(240), new RecordingReporter()));
    }

    public sealed class OfTheFake : TextDifferencesContractTests
    {
        internal override ITextDifferences Differences { get; } = new FakeDifferences();
    }
}
