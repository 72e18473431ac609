namespace OneShot.Tests.Local;

/// <summary>A one-shot that is resumed runs the filters' commands as they are then, and tells of others.</summary>
public sealed class FilterResumeTests
{
    [Fact]
    public async Task A_command_that_is_another_one_than_before_is_told()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var here = new LocalOneShot();
        here.Repo.Commit("Rules", ".gitattributes", "*.secret filter=turn\n*.other filter=other\n");
        here.Repo.Git("config", "filter.turn.clean", "false");
        here.Repo.Git("config", "filter.other.clean", "cat");
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = here.Script(PlannerScript.Good, $"test -e '{here.Folder["again"]}'; echo x > a.secret");
        settings.Filters = "turn,other";
        await Should.ThrowAsync<OneShotException>(() => here.RunAsync(settings));
        await File.WriteAllTextAsync(here.Folder["again"], "");
        here.Repo.Git("config", "filter.turn.clean", "cat");
        // What the dispatch said of filters holds: nobody has to say it again.
        var resumed = new OneShotSettings { Resume = here.OnlyId, AgentCommand = settings.AgentCommand };
        await here.RunAsync(resumed);
        var log = here.Log(here.OnlyId);
        log.ShouldContain("filter.turn.clean of your git configuration is another command than when this one-shot");
        log.ShouldNotContain("filter.other.clean");
        here.Repo.Git("show", here.Branch + ":a.secret").ShouldBe("x");
    }
}
