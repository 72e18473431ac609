namespace OneShot.EndToEnd.Tests;

/// <summary>
/// A batch that was killed with <c>kill -9</c> is finished by the same
/// command: each entry is one branch, one pull request and one run.
/// </summary>
public sealed class BatchKillTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Theory]
    [InlineData("POST", "/pulls", false)]
    [InlineData("POST", "/actions/workflows/one-shot.yml/dispatches", true)]
    public void In_the_middle(string method, string path, bool carriedOut)
    {
        var repo = _peer.Clone();
        repo.Write("tasks.yaml", "- Add it\n- Fix it\n- Test it\n- Write it down\n- Add it\n");
        string[] command = ["--target=OneShotBatch", "--prompts-file=tasks.yaml", "--run-timeout=5"];
        _peer.Fault("hang", method, path, after: carriedOut, skip: 2, times: 2);
        using (var launch = new BuildSh(_peer, repo).Start(command))
        {
            for (var i = 0; i < 3600 && !_peer.WasFaulty; i++)
                Thread.Sleep(25);
            _peer.WasFaulty.ShouldBeTrue();
            launch.Signal(9);
            launch.Wait().ExitCode.ShouldBe(137);
        }

        _peer.Repair();
        var (outcome, json) = new BuildSh(_peer, repo).RunJson(command);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        json.GetProperty("batch")
            .EnumerateArray()
            .Select(one => one.GetProperty("receipt").GetProperty("run_id").GetString())
            .Distinct()
            .Count()
            .ShouldBe(5);
        Each(5);

        _peer.ForgetRequests();
        new BuildSh(_peer, repo).Run(command).ExitCode.ShouldBe(0);
        _peer.Requests.ShouldBeEmpty();
        Each(5);
    }

    public void Dispose() => _peer.Dispose();

    private void Each(int count)
    {
        _peer.Branches.Count(name => name.StartsWith("refs/heads/oneshot-", StringComparison.Ordinal)).ShouldBe(count);
        _peer.Pulls.Count.ShouldBe(count);
        _peer.Runs.Count.ShouldBe(count);
    }
}
