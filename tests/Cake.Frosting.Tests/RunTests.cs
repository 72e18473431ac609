namespace Cake.Frosting.Tests;

public class RunTests
{
    [Fact]
    public void Setup_tasks_and_teardown_come_in_their_order() =>
        new Host()
            .With<Both>()
            .With<Plain>()
            .With<NamedTask>()
            .Setup(host => host.UseLifetime<Lifetime>().UseTaskLifetime<TaskLifetime>())
            .Run("--target=Both")
            .Events.Names.ShouldBe([
                "Setup of Both",
                ">Named-One",
                "Named-One",
                "<Named-One",
                ">Plain",
                "Plain",
                "<Plain",
                ">Both",
                "Both",
                "<Both",
                "Teardown well",
            ]);

    [Fact]
    public void A_failure_stops_the_rest_and_the_teardown_knows_it()
    {
        var host = new Host()
            .With<Failing>()
            .With<AfterFailing>()
            .Setup(host => host.UseLifetime<Lifetime>().UseTaskLifetime<TaskLifetime>())
            .Run("--target=AfterFailing");
        host.Events.Names.ShouldBe([
            "Setup of AfterFailing",
            ">Failing",
            "Failing.Finally",
            "<Failing failed",
            "Teardown after it {0} broke",
        ]);
        host.Printed.ShouldContain("An error occurred when executing task 'Failing'.");
        host.Printed.ShouldContain("Error: it {0} broke");
        host.Printed.ShouldContain("Failed");
    }

    [Fact]
    public void The_exit_code_of_a_failed_task_is_one_whatever_its_exception_says() =>
        new Host().With<Failing>().Run("--target=Failing").ExitCode.ShouldBe(1);

    [Fact]
    public void A_skipped_task_leaves_its_dependencies_done_and_the_build_going_on()
    {
        var host = new Host()
            .With<Plain>()
            .With<Skipped>()
            .With<AfterSkipped>()
            .Setup(host => host.UseTaskLifetime<TaskLifetime>())
            .Run("--target=AfterSkipped");
        host.Events.Names.ShouldBe([
            ">Plain",
            "Plain",
            "<Plain",
            "Skipped?",
            ">Skipped",
            "<Skipped skipped",
            ">AfterSkipped",
            "AfterSkipped",
            "<AfterSkipped",
        ]);
        host.Printed.ShouldContain("not today");
        host.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_target_that_is_skipped_itself_is_not_reached()
    {
        var host = new Host().With<Plain>().With<Skipped>().Run("--target=Skipped");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("Could not reach target 'Skipped'");
    }

    [Fact]
    public void OnError_replaces_the_failure()
    {
        var host = new Host()
            .With<Swallowing>()
            .With<Continuing>()
            .With<AfterSwallowed>()
            .Setup(host => host.UseTaskTeardown<RecordingTaskTeardown>())
            .Run("--target=AfterSwallowed");
        host.Events.Names.ShouldBe([
            "OnError swallowed",
            "Finally",
            "<Swallowing",
            "<Continuing",
            "AfterSwallowed",
            "<AfterSwallowed",
        ]);
        host.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void OnError_may_throw_itself()
    {
        var host = new Host().With<Rethrowing>().Run("--target=Rethrowing");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("second");
    }

    [Fact]
    public void A_failed_setup_runs_no_task_but_the_teardown()
    {
        var host = new Host()
            .With<Plain>()
            .Setup(host => host.UseLifetime<Lifetime>().UseSetup<FailingSetup>())
            .Run("--target=Plain");
        host.ExitCode.ShouldBe(1);
        host.Events.Names.ShouldBe(["Teardown after no setup"]);
    }

    [Fact]
    public void A_failed_task_setup_runs_the_task_teardown_but_neither_body_nor_finally()
    {
        var host = new Host()
            .With<Swallowing>()
            .Setup(host => host.UseTaskSetup<FailingTaskSetup>().UseTaskTeardown<RecordingTaskTeardown>())
            .Run("--target=Swallowing");
        host.ExitCode.ShouldBe(1);
        host.Events.Names.ShouldBe(["<Swallowing"]);
    }

    [Fact]
    public void A_failed_task_teardown_fails_a_task_that_succeeded()
    {
        var host = new Host()
            .With<Plain>()
            .Setup(host => host.UseTaskTeardown<FailingTaskTeardown>())
            .Run("--target=Plain");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("no task teardown");
    }

    [Fact]
    public void A_failed_task_teardown_does_not_hide_the_tasks_own_failure()
    {
        var host = new Host()
            .With<Failing>()
            .Setup(host => host.UseTaskTeardown<FailingTaskTeardown>())
            .Run("--target=Failing");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("Error: it {0} broke");
    }

    [Fact]
    public void A_failed_teardown_fails_a_build_that_succeeded()
    {
        var host = new Host().With<Plain>().Setup(host => host.UseTeardown<FailingTeardown>()).Run("--target=Plain");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("no teardown");
        host.Printed.ShouldNotContain("Total:");
    }

    [Fact]
    public void A_failed_teardown_does_not_hide_the_builds_own_failure()
    {
        var host = new Host()
            .With<Failing>()
            .Setup(host => host.UseTeardown<FailingTeardown>())
            .Run("--target=Failing");
        host.Printed.ShouldContain("Error: it {0} broke");
        host.Printed.ShouldContain("Teardown error");
    }

    [Fact]
    public void Of_several_teardowns_the_last_wins() =>
        new Host()
            .With<Plain>()
            .Setup(host => host.UseLifetime<Lifetime>().UseTeardown<OtherTeardown>())
            .Run("--target=Plain")
            .Events.Names.ShouldBe(["Setup of Plain", "Plain", "OtherTeardown"]);

    [Fact]
    public void The_report_tells_every_task()
    {
        var host = new Host().With<Plain>().With<Skipped>().With<AfterSkipped>().Run("--target=AfterSkipped");
        foreach (var text in new[] { "Plain", "Skipped", "AfterSkipped", "Succeeded", "Total:" })
            host.Printed.ShouldContain(text);
        new Host().With<Plain>().Run("--target=Plain", "--no-report").Printed.ShouldNotContain("Total:");
    }
}
