using System.Text;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Publish;

namespace OneShot.Core.Tests.Model;

public class PublishedTextTests
{
    [Fact]
    public void A_plans_own_code_blocks_stay_as_they_were_written()
    {
        var plan = Plan.Read(
            Encoding.UTF8.GetBytes(
                "## Context\n\nA plan that shows what a file will hold.\n\n## Changes\n\n```text\nhello\n```\n\n## "
                    + "Implementation details\n\nWrite it.\n\n## Files not changing\n\nAll others.\n\n## "
                    + "Verification\n\nLook.\n"
            )
        );
        var body = PublishedText.For(Journal(), Prompt("Add a file"), plan, []).Body;
        body.ShouldContain(plan.Text);
        body.ShouldContain("````markdown\n");
    }

    private static Prompt Prompt(string text) => PromptRules.FromText(text, PromptSource.Argument, "--prompt");

    private static Journal Journal() =>
        new()
        {
            Id = "abc123",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Prompt = "Add a file",
            PromptSha256 = new string('0', 64),
            Agent = "claude",
            Remote = "origin",
            Workflow = "one-shot.yml",
            Branch = "oneshot-add-a-file-01-01-0000",
            Base = "main",
        };
}
