namespace Cake.Frosting.Tests;

public class GraphTests
{
    [Fact]
    public void Dependencies_run_once_before_their_dependents_in_the_order_of_the_attributes() =>
        new Host()
            .With<Both>()
            .With<Plain>()
            .With<NamedTask>()
            .Run("--target=Both")
            .Events.Names.ShouldBe(["Named-One", "Plain", "Both"]);

    [Fact]
    public void A_dependee_puts_itself_before_another_task() =>
        new Host().With<Plain>().With<Injected>().Run("--target=Plain").Events.Names.ShouldBe(["Injected", "Plain"]);

    [Fact]
    public void Several_targets_are_one_graph_in_which_each_task_runs_once()
    {
        var names = new Host()
            .With<Both>()
            .With<Aggregate>()
            .With<Plain>()
            .With<NamedTask>()
            .Run("--target=Both", "--target=Aggregate")
            .Events.Names;
        names.Count(name => name == "Plain").ShouldBe(1);
        names.ShouldContain("Both");
    }

    [Fact]
    public void A_dependency_must_be_a_task()
    {
        var host = new Host().With<DependsOnNoTask>().Run("--target=DependsOnNoTask");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("String");
    }

    [Fact]
    public void A_dependency_must_be_registered()
    {
        var host = new Host().With<Both>().With<Plain>().Run("--target=Both");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("'Both' is dependent on task 'Named-One' which does not exist");
    }

    [Fact]
    public void Two_tasks_that_wait_for_each_other_are_found() =>
        new Host().With<CycleA>().With<CycleB>().Run("--target=CycleA").ExitCode.ShouldBe(1);

    [Fact]
    public void A_longer_cycle_is_found_after_the_setup_so_that_the_teardown_runs()
    {
        var host = new Host()
            .With<LongA>()
            .With<LongB>()
            .With<LongC>()
            .Setup(host => host.UseLifetime<Lifetime>())
            .Run("--target=LongA");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("Graph contains circular references.");
    }

    [Fact]
    public void An_unknown_target_is_told_before_anything_runs()
    {
        var host = new Host().With<Plain>().Setup(host => host.UseLifetime<Lifetime>()).Run("--target=Nowhere");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("The target 'Nowhere' was not found.");
        host.Events.Names.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_target_it_is_default() =>
        new Host().With<Plain>().Run().Printed.ShouldContain("The target 'Default' was not found.");
}
