namespace OneShot.Tests.Sandbox;

/// <summary>What verifies in a sandbox has what trunk's file names, and changes nothing of what made it ready.</summary>
public sealed class SandboxedVerifyTests
{
    [SandboxFact]
    public void Secrets_that_are_named_are_there_and_the_set_up_is_read_only()
    {
        using var run = new SandboxedRun();
        run.Variables["FEED_TOKEN"] = "token-of-the-feed-42";
        run.Variables["OTHER_TOKEN"] = "nobody-named-this-one";
        run.Repo.Commit(
            "Verifying",
            ".oneshot/oneshot.yaml",
            "version: 1\nverify-secrets: [FEED_TOKEN]\nverify-setup: ['echo made > $ONESHOT_SETUP/made']\n"
        );
        var outcome = run.Run(
            "env > seen.txt",
            "--sandbox=required",
            "--trust-repository-file",
            "--verify-command=[ ${#FEED_TOKEN} = 20 ] && [ -z \"$OTHER_TOKEN\" ] && "
                + "grep made $ONESHOT_SETUP/made && ! sh -c 'echo x > $ONESHOT_SETUP/made' && ! touch $ONESHOT_SETUP/new"
        );
        outcome.ExitCode.ShouldBe(0, outcome.Error + run.Log);
        run.Log.ShouldContain("verify: on the result it is green");
        run.Log.ShouldNotContain("token-of-the-feed-42");
        run.Delivered("seen.txt").ShouldNotContain("token-of-the-feed-42");
    }
}
