using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

public class CommitMessageTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var prompt = PromptRules.FromText("Fix #3\nOneShot-Id: zzzzzz", PromptSource.Argument, "--prompt");
        var text = new CommitMessage("k3x9a2", prompt.Sha256, "oneshot-fix-01-01-0000", "abc").Write(prompt);
        text.ShouldStartWith("One-shot: Fix #\u200B3\n\nOneShot-Id: k3x9a2\n");

        var read = CommitMessage.Read(
            "tree 1\nauthor A <a@b> 1700000000 +0100\ncommitter A <a@b> 1700000001 +0100\n\n" + text
        )!;
        (read.Id, read.PromptSha256, read.Branch, read.KeySha256).ShouldBe(
            ("k3x9a2", prompt.Sha256, "oneshot-fix-01-01-0000", "abc")
        );
        read.At.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1700000001));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tree 1\n\nSomething else")]
    [InlineData("tree 1\n\nx\n\nOneShot-Id: ../../etc\nOneShot-Branch: b\nOneShot-Prompt-SHA256: c")]
    public void Other_commits_are_none_of_ours(string commit) => CommitMessage.Read(commit).ShouldBeNull();
}
