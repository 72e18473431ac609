using OneShot.Core.Doctor;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>The workflows say what the table says; a difference is named by its job.</summary>
public sealed class PipelineTableTests
{
    // A dispatch's own: branch and pull request of a run that somebody started by hand.
    private static readonly (string, bool) MadeByHand = (nameof(PipelineTask.OpenDraftPr), false);

    public static TheoryData<string, string> Jobs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var workflow in new[] { PipelineTable.OneShot, PipelineTable.Implement })
            {
                foreach (var job in workflow.Jobs)
                    data.Add(workflow.File, job.Name);
            }

            return data;
        }
    }

    [Fact]
    public void Both_have_the_same_jobs_in_the_same_order()
    {
        foreach (var workflow in new[] { PipelineTable.OneShot, PipelineTable.Implement })
            WorkflowFile.JobsOf(workflow.File).Keys.ShouldBe(workflow.Jobs.Select(job => job.Name), workflow.File);
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job_is_as_the_table_says(string workflow, string name)
    {
        var (job, file) = (Find(workflow, name), WorkflowFile.JobsOf(workflow)[name]);
        file.When.ShouldBe(job.When.Words);
        file.Needs.ShouldBe(job.Needs);
        file.Allowed.ShouldBe(job.Rights);
        file.Secrets.ShouldBe(job.Secrets, ignoreOrder: true);
        file.Outputs.ShouldBe(job.Outputs);
        file.Takes.ShouldBe(job.Takes, ignoreOrder: true);
        file.Leaves.ShouldBe(job.Leaves, ignoreOrder: true);
        file.Calls.ShouldBe(job.Calls?.File ?? string.Empty);
        file.Minutes.ShouldBe(MinutesOf(job));
        file.Tasks.ShouldBe(TasksOf(job));
        file.AgentsOf.Keys.ShouldBe(job.Agent is null ? [] : job.Secrets, ignoreOrder: true);
        foreach (var (secret, agents) in file.AgentsOf)
        {
            var those = AgentName.All.Where(agent => SecretSettingRules.KeysOf(agent).Contains(secret));
            agents.ShouldBe(those, ignoreOrder: true);
        }
    }

    [Fact]
    public void A_job_with_an_agent_has_no_token_and_what_hands_to_it_comes_before()
    {
        var all = PipelineTable.OneShot.Jobs.Concat(PipelineTable.Implement.Jobs).ToArray();
        foreach (var job in all.Where(job => job.Agent is not null))
        {
            job.Rights.ShouldBe(new JobRights { Contents = Access.Read });
            job.Secrets.ShouldNotContain(PipelineTable.RunToken);
            job.Secrets.ShouldNotContain("ONESHOT_TOKEN");
        }

        var (taken, left) = (all.SelectMany(job => job.Takes), all.SelectMany(job => job.Leaves));
        taken.Distinct().ShouldBe(left.Distinct(), ignoreOrder: true);
        Enum.GetValues<PipelineTask>().ShouldBe(all.SelectMany(job => job.Tasks).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void A_limit_is_what_the_agents_own_is_where_nobody_says()
    {
        Find("one-shot.yml", "plan").Limit.Minutes.ShouldBe(new AgentLimits().PlanMinutes);
        Find("plan-implement.yml", "implement").Limit.Minutes.ShouldBe(new AgentLimits().ImplementMinutes);
    }

    private static PipelineJob Find(string workflow, string name) =>
        new[] { PipelineTable.OneShot, PipelineTable.Implement }
            .Single(one => one.File == workflow)
            .Jobs.Single(job => job.Name == name);

    private static string MinutesOf(PipelineJob job) =>
        job.Calls is not null ? string.Empty
        : job.Limit.Variable is { } variable ? $"${{{{ fromJSON(vars.{variable} || '{job.Limit.Minutes}') }}}}"
        : $"{job.Limit.Minutes}";

    // A task that needs others runs them first; one that comes alone says so.
    private static IEnumerable<(string Task, bool IsAlone)> TasksOf(PipelineJob job)
    {
        PipelineTask[] byThemselves = [PipelineTask.OpenDraftPr, PipelineTask.PrepareAgent];
        var others = job.Tasks.Except(byThemselves).ToArray();
        if (job.Tasks.Contains(PipelineTask.OpenDraftPr))
            yield return MadeByHand;
        if (job.Tasks.Contains(PipelineTask.PrepareAgent))
            yield return ($"{PipelineTask.PrepareAgent}", true);
        if (others.Length > 0)
            yield return ($"{others[^1]}", others.Length == 1);
    }
}
