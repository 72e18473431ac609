using System.Globalization;

namespace OneShot.Tests.GitHub;

/// <summary>Where one-shots on GitHub are, for as few requests as that takes.</summary>
public sealed class StatusTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly Dispatching _dispatching;
    private readonly GitRepo _repo;

    public StatusTests() => _dispatching = new Dispatching(_peer, _repo = _peer.LocalClone());

    [Fact]
    public async Task The_jobs_of_one_that_is_under_way_tell_at_what_and_cost_one_request_and_of_one_that_is_over_none()
    {
        await _dispatching.RunAsync();
        var run = long.Parse(_peer.Runs.Single()!["id"]!.ToString(), CultureInfo.InvariantCulture);
        (await LookAsync()).ShouldBe(("queued", null, 2));

        object Step(string name, string status) =>
            new
            {
                name,
                status,
                conclusion = (string?)null,
            };
        object[] jobs =
        [
            new
            {
                id = 1,
                name = "prepare",
                status = "completed",
                conclusion = "success",
            },
            new
            {
                id = 2,
                name = "plan",
                status = "in_progress",
                conclusion = (string?)null,
                steps = new[] { Step("Set \u001b[31mup", "queued"), Step("Run ::error::it\n\u202E", "in_progress") },
            },
        ];
        _peer.JobsOf(run, jobs);
        _peer.RunState(run, "in_progress", null);
        (await LookAsync()).ShouldBe(("planning", "plan: Run ::error::it", 3));

        _peer.Fault("status", "GET", $"/actions/runs/{run}/jobs", status: 403);
        (await LookAsync()).State.ShouldBe("running");
        _peer.RunState(run, "completed", "failure");
        (await LookAsync()).ShouldBe(("failed", null, 2));
    }

    public void Dispose() => _peer.Dispose();

    private async Task<(string State, string? Activity, int Requests)> LookAsync()
    {
        _peer.ForgetRequests();
        var host = new OneShotHost(_repo.Path, _repo.Path, new RecordingReporter())
        {
            Variable = name => _dispatching.Variables.GetValueOrDefault(name),
        };
        using var verb = OneShotVerbs.CreateStatus(new OneShotSettings { Repo = _peer.FullName }, host);
        await verb.RunAsync(CancellationToken.None);
        var only = verb.Receipt.OneShots.Single();
        return (only.State, only.Activity, _peer.Requests.Count);
    }
}
