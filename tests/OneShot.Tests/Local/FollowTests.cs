namespace OneShot.Tests.Local;

/// <summary>Whoever follows a run is told what it does at this moment, and when that is over.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    [Fact]
    public async Task The_job_and_what_its_agent_does_are_told_until_the_end()
    {
        await _here.RunAsync(
            "echo '{\"doing\": \"reading it all\"}'; sleep 1; " + PlannerScript.Good,
            "sleep 1; printf x > new.txt"
        );
        var activities = _here.Reporter.Activities;
        activities.ShouldContain(activity =>
            activity != null
            && activity.StartsWith("plan: ", StringComparison.Ordinal)
            && activity.Contains("reading it all", StringComparison.Ordinal)
        );
        activities.ShouldContain("implement", "a job whose agent says nothing is a job");
        activities[^1].ShouldBeNull();
        _here.Reporter.Lines.ShouldNotContain(
            line => line.Contains("reading it all", StringComparison.Ordinal),
            "the log has its lines, and no more"
        );
    }

    [Fact]
    public async Task A_failure_ends_it_too_and_names_the_page()
    {
        await _here.FailAsync("sleep 1; exit 3", "true");
        _here.Reporter.Activities[^1].ShouldBeNull();
        _here.Reporter.Lines.ShouldContain(
            $"what happened: {new Uri(_here.Repo[".git/oneshot/pulls/1.html"]).AbsoluteUri}"
        );
    }

    public void Dispose() => _here.Dispose();
}
