using System.Globalization;
using System.Text.Json;

namespace OneShot.Frosting.Tests;

/// <summary>What programs read, on standard output and in the result file, says how it really ended.</summary>
public sealed class ResultTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;

    public ResultTests()
    {
        _repo = _peer.Clone();
        File.WriteAllText(_peer.Folder["result.json"], """{"success":true,"id":"old"}""");
    }

    [Theory]
    [InlineData("", "--modle=x")]
    [InlineData("", "--plan-issue=abc")]
    [InlineData("", "--target=Nowhere")]
    [InlineData("plain", "--plan-issue=abc")]
    public void An_earlier_success_does_not_stay_behind_a_command_line_that_is_wrong(string host, string wrong)
    {
        var outcome = Run(host, "--target=OneShot", "--prompt=Add it", wrong);
        outcome.ExitCode.ShouldNotBe(0);
        Result().GetProperty("success").GetBoolean().ShouldBeFalse();
        if (host.Length == 0)
            outcome
                .Error.TrimEnd()
                .Split('\n')
                .ShouldContain(line =>
                    line.Contains(
                        Result().GetProperty("error").GetProperty("code").GetString()!,
                        StringComparison.Ordinal
                    )
                );
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    public void A_result_that_cannot_be_written_is_told_before_anything_is_made(string host)
    {
        var outcome = new Sample(_peer, _repo, host).Run(
            "--target=OneShot",
            "--prompt=Add it",
            $"--result={_peer.Folder["result.json"]}/x"
        );
        outcome.All.ShouldContain("OS3024");
        outcome.ExitCode.ShouldBe(host.Length == 0 ? 3 : 1);
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public void What_a_link_leads_to_is_written()
    {
        File.CreateSymbolicLink(_peer.Folder["link.json"], _peer.Folder["result.json"]);
        new Sample(_peer, _repo)
            .Run("--target=ValidatePrompt", "--prompt=Add it", $"--result={_peer.Folder["link.json"]}")
            .ExitCode.ShouldBe(0);
        new FileInfo(_peer.Folder["link.json"]).LinkTarget.ShouldNotBeNull();
        Result().GetProperty("agent").GetString().ShouldBe("auto");
    }

    [Theory]
    [InlineData("--explode-after", 1)]
    [InlineData("--sleep-after=60", 130)]
    public void What_fails_after_the_dispatch_leads_to_no_second_one(string after, int exitCode)
    {
        using var launch = new Sample(_peer, _repo).Start("--target=After", "--prompt=Add it", after, "--output=json");
        for (var i = 0; i < 3600 && exitCode == 130 && _peer.Runs.Count == 0; i++)
            Thread.Sleep(50);
        if (exitCode == 130)
            Thread.Sleep(500);
        if (exitCode == 130)
            launch.Signal(2);
        var outcome = launch.Wait();
        outcome.ExitCode.ShouldBe(exitCode, outcome.All);
        var id = Path.GetFileNameWithoutExtension(Directory.GetFiles(_repo[".git/oneshot/journal"], "*.json").Single());
        Sample
            .Json(outcome)
            .GetProperty("error")
            .GetProperty("next")
            .GetString()!
            .ShouldContain($"The one-shot {id} is dispatched;");
        outcome.Error.ShouldNotContain("same command");
    }

    [Fact]
    public void A_context_of_the_users_that_breaks_is_a_bug_with_a_trace()
    {
        var outcome = new Sample(_peer, _repo, "broken context").Run(
            "--target=OneShot",
            "--prompt=Add it",
            "--output=json"
        );
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Error.ShouldContain("the user's context broke");
        Sample.Json(outcome).GetProperty("error").GetProperty("code").GetString().ShouldBe("OS1001");
    }

    [Fact]
    public void A_path_counts_from_the_callers_folder()
    {
        var sample = new Sample(_peer, new GitRepo(_peer.Folder.Path));
        sample
            .Run("--target=OneShot", "--prompt=Add it", $"--working={_repo.Path}", "--result=here.json")
            .ExitCode.ShouldBe(0);
        File.Exists(_peer.Folder["here.json"]).ShouldBeTrue();
        _repo.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void A_process_that_a_hook_leaves_behind_does_not_hold_the_document()
    {
        _repo.Hook("pre-push", $"sleep 60 & echo $! > '{_peer.Folder["left"]}'");
        Sample
            .Json(new Sample(_peer, _repo).Run("--target=OneShot", "--prompt=Add it", "--output=json"))
            .GetProperty("success")
            .GetBoolean()
            .ShouldBeTrue();
        Launch
            .End(int.Parse(File.ReadAllText(_peer.Folder["left"]), CultureInfo.InvariantCulture))
            .ShouldBeTrue("whoever reads the document did not wait for it");
    }

    [Fact]
    public void A_token_that_the_server_repeats_is_shown_nowhere()
    {
        var token = Guid.NewGuid().ToString("N") + "abcdef01";
        _peer.Register([(token, "mona", new { })]);
        _peer.Fault("status", "POST", "/pulls", times: 9, status: 403, message: $"the token {token} may not");
        var sample = new Sample(_peer, _repo);
        sample.Environment["GH_TOKEN"] = token;
        var outcome = sample.Run(
            "--target=OneShot",
            "--prompt=Add it",
            $"--result={_peer.Folder["result.json"]}",
            "--verbosity=diagnostic"
        );
        outcome.ExitCode.ShouldBe(4, outcome.All);
        outcome.All.ShouldContain("the token *** may not");
        (outcome.All + File.ReadAllText(_peer.Folder["result.json"])).ShouldNotContain(token);
    }

    [Fact]
    public void A_dry_run_is_no_dispatch() =>
        Sample
            .Json(new Sample(_peer, _repo).Run("--target=OneShot", "--prompt=x", "--dryrun", "--output=json"))
            .GetProperty("preview")
            .GetBoolean()
            .ShouldBeTrue();

    public void Dispose() => _peer.Dispose();

    private Outcome Run(string host, params string[] arguments) =>
        new Sample(_peer, _repo, host).Run([.. arguments, $"--result={_peer.Folder["result.json"]}"]);

    private JsonElement Result() => JsonDocument.Parse(File.ReadAllText(_peer.Folder["result.json"])).RootElement;
}
