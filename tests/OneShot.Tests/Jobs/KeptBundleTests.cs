using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Ports;
using OneShot.GitHub;
using OneShot.Local;

namespace OneShot.Tests.Jobs;

public class KeptBundleTests
{
    private static readonly GitHubWords GitHub = new("github.com/acme/shop");
    private static readonly OneShotException Refused = OneShotErrors.DeliveryRefused("it is no bundle.");

    [Fact]
    public void Of_a_run_on_GitHub_the_artifact_is_named_with_the_command_that_gets_it()
    {
        var next = KeptBundle
            .Named(
                Refused,
                GitHub,
                Of("https://github.com/acme/shop/actions/runs/77"),
                "/runner/hand-over/implementation.bundle",
                mayUnpack: true
            )
            .Error.Next;
        next.ShouldContain(
            "`gh run download 77 --repo github.com/acme/shop --name oneshot-implementation --dir oneshot-k3x9a2`, "
                + "then `git fetch"
        );
        next.ShouldContain(" oneshot-k3x9a2/implementation.bundle refs/heads/collected`");
        next.ShouldNotContain("/runner");
        next.ShouldNotContain("--resume");
        File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", "plan-implement.yml"))
            .ShouldContain($"name: {KeptBundle.Artifact}\n");
    }

    [Fact]
    public void Of_a_run_elsewhere_the_file_is_named()
    {
        foreach (var words in new IForgeWords[] { GitHub, new LocalWords() })
        {
            var next = KeptBundle
                .Named(Refused, words, Of(null), "/hand-over/implementation.bundle", mayUnpack: true)
                .Error.Next;
            next.ShouldContain("kept in /hand-over/implementation.bundle;");
            next.ShouldNotContain("--resume");
        }
    }

    [Theory]
    [InlineData("/srv/o'neil/my shop/$(id)", "'/srv/o'\\''neil/my shop/$(id)'")]
    [InlineData("/srv/mona/shop", "/srv/mona/shop")]
    public void A_path_is_one_word_of_a_shell(string path, string word)
    {
        if (OperatingSystem.IsWindows())
            return;
        KeptBundle.Commands(path, mayUnpack: false).ShouldBe([$"git bundle verify {word}"]);
        KeptBundle.Commands(path, mayUnpack: true)[0].ShouldContain($" {word} ");
    }

    [Fact]
    public void What_failed_is_said_as_before()
    {
        var failure = KeptBundle.Named(
            Refused,
            new LocalWords(),
            Of("file:///x/log.txt"),
            "/x.bundle",
            mayUnpack: false
        );
        (failure.Error.Code, failure.Error.Message).ShouldBe((Refused.Error.Code, Refused.Error.Message));
        failure
            .Resumable("k3x9a2", NextCommand.Resume("k3x9a2", "claude", "local", hasRun: true))
            .Error.Next.ShouldEndWith(
                "--resume=k3x9a2 shows what another session may cost, and asks. {oneshot} --target=OneShot "
                    + "--undo=k3x9a2 removes what was made."
            );
    }

    private static RunReference Of(string? run) => new("k3x9a2", "claude", run, "./build.sh");
}
