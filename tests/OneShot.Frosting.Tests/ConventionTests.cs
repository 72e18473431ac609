using System.Reflection;
using Cake.Frosting;
using OneShot.Core.Dispatch;
using OneShot.Core.Pipeline;
using OneShot.Frosting.Tasks;

namespace OneShot.Frosting.Tests;

/// <summary>What holds for every task, because hosts of other people register it.</summary>
public class ConventionTests
{
    private static readonly Type[] Tasks = typeof(OneShotTask)
        .Assembly.GetExportedTypes()
        .Where(type => typeof(IFrostingTask).IsAssignableFrom(type))
        .ToArray();

    public static TheoryData<string> Names => new(Tasks.Select(task => task.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_task_is_sealed_and_derives_directly_so_that_every_host_can_run_it(string name)
    {
        var task = Tasks.Single(task => task.Name == name);
        task.IsSealed.ShouldBeTrue();
        task.BaseType!.GetGenericTypeDefinition().ShouldBeOneOf(typeof(FrostingTask<>), typeof(AsyncFrostingTask<>));
        task.BaseType.GenericTypeArguments.ShouldBe([typeof(IOneShotContext)]);
        task.GetConstructors()
            .Single()
            .GetParameters()
            .ShouldAllBe(parameter => parameter.ParameterType.Namespace == "Cake.Core");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_task_is_called_like_its_class_and_described(string name)
    {
        var task = Tasks.Single(task => task.Name == name);
        task.Name.ShouldEndWith("Task");
        task.GetCustomAttribute<TaskNameAttribute>()!.Name.ShouldBe(task.Name[..^"Task".Length]);
        task.GetCustomAttribute<TaskDescriptionAttribute>()!.Description.Length.ShouldBeInRange(10, 100);
    }

    [Fact]
    public void Every_name_is_a_constant_and_every_constant_a_task() =>
        typeof(TaskNames)
            .GetFields()
            .Select(field => (string)field.GetValue(null)!)
            .Order()
            .ShouldBe(Tasks.Select(task => task.GetCustomAttribute<TaskNameAttribute>()!.Name).Order());

    [Fact]
    public void A_jobs_tasks_bring_each_other_along_in_the_tables_order()
    {
        foreach (
            var job in PipelineTable.OneShot.Jobs.Concat(PipelineTable.Implement.Jobs).Where(job => job.Tasks.Count > 0)
        )
        {
            var own = job
                .Tasks.Except([PipelineTask.OpenDraftPr, PipelineTask.PrepareAgent])
                .Select(task => task.ToString())
                .ToArray();
            if (own.Length > 0)
                Brought(own[^1]).ShouldBe(own, job.Name);
        }

        Enum.GetNames<PipelineTask>().ShouldBeSubsetOf(Tasks.Select(task => task.Name[..^"Task".Length]));

        static IEnumerable<string> Brought(string name) =>
            Tasks
                .Single(task => task.Name == name + "Task")
                .GetCustomAttributes<IsDependentOnAttribute>()
                .SelectMany(need => Brought(need.Task.Name[..^"Task".Length]))
                .Append(name);
    }

    [Fact]
    public void The_steps_depend_on_each_other_in_the_order_of_a_dispatch()
    {
        Before(TaskNames.OneShot).ShouldBe(DispatchCommand.Steps.Select(step => step.Name));

        // A task needs at most one other: else the order would be Cake's choice.
        static IEnumerable<string> Before(string name) =>
            Tasks
                .Single(task => task.GetCustomAttribute<TaskNameAttribute>()!.Name == name)
                .GetCustomAttributes<IsDependentOnAttribute>()
                .SingleOrDefault()
                is { } need
                ? [.. Before(NameOf(need.Task)), NameOf(need.Task)]
                : [];
    }

    private static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()!.Name;

    [Fact]
    public void No_task_has_a_name_that_hosts_use_themselves() =>
        typeof(TaskNames)
            .GetFields()
            .Select(field => (string)field.GetValue(null)!)
            .ShouldNotContain(name => name == "Default" || name == "Build" || name == "Test");
}
