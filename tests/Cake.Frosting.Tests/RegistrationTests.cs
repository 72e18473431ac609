using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

public class RegistrationTests
{
    [Fact]
    public void A_task_is_called_like_its_attribute_else_like_its_class()
    {
        new Host().With<Plain>().With<NamedTask>().Run("--target=Plain").Events.Names.ShouldBe(["Plain"]);
        new Host().With<Plain>().With<NamedTask>().Run("--target=named-ONE").Events.Names.ShouldBe(["Named-One"]);
    }

    [Fact]
    public void A_name_may_be_used_once_whatever_its_case()
    {
        var host = new Host().With<NamedTask>().With<SameName>().Run("--target=Named-One");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("Another task with the name 'named-one' has already been added.");
    }

    [Fact]
    public void An_assembly_gives_its_exported_concrete_tasks()
    {
        var builder = new PersistedAssemblyBuilder(new AssemblyName("Library"), typeof(object).Assembly);
        var module = builder.DefineDynamicModule("Library");
        module.DefineType("Exported", TypeAttributes.Public, typeof(FrostingTask)).CreateType();
        module.DefineType("Hidden", TypeAttributes.NotPublic, typeof(FrostingTask)).CreateType();
        module
            .DefineType("Unfinished", TypeAttributes.Public | TypeAttributes.Abstract, typeof(FrostingTask))
            .CreateType();
        using var stream = new MemoryStream();
        builder.Save(stream);
        var host = new Host().Setup(host => host.AddAssembly(Assembly.Load(stream.ToArray()))).Run("--description");
        host.Printed.ShouldContain("Exported");
        host.Printed.ShouldNotContain("Hidden");
        host.Printed.ShouldNotContain("Unfinished");
    }

    [Fact]
    public void A_task_without_a_body_is_an_aggregate()
    {
        var host = new Host().With<Plain>().With<NamedTask>().With<Aggregate>().Run("--target=Aggregate");
        host.Events.Names.ShouldBe(["Plain", "Named-One"]);
        host.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_task_beside_the_base_classes_is_refused()
    {
        var host = new Host().With<Bare>().Run("--target=Bare");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("must derive from");
    }

    [Fact]
    public void A_task_for_another_context_is_left_out_with_a_warning()
    {
        var host = new Host().With<NeedsOwn>().With<Plain>().Run("--target=Plain");
        host.ExitCode.ShouldBe(0);
        host.Printed.ShouldContain("NeedsOwn");
        host.Printed.ShouldContain("OwnContext");
    }

    [Fact]
    public void What_depends_on_a_task_that_was_left_out_fails()
    {
        var host = new Host().With<NeedsOwn>().With<DependsOnNeedsOwn>().Run("--target=DependsOnNeedsOwn");
        host.ExitCode.ShouldBe(1);
        host.Printed.ShouldContain("'DependsOnNeedsOwn' is dependent on task 'NeedsOwn' which does not exist");
    }

    [Fact]
    public void Only_the_immediate_base_class_tells_the_context()
    {
        // A trap of the real one that libraries must know: through a base
        // class of one's own the guard is passed, then nothing fits.
        new Host()
            .With<ThroughMiddle>()
            .With<Plain>()
            .Run("--target=Plain")
            .ExitCode.ShouldBe(1);
        new Host()
            .With<ThroughMiddle>()
            .Setup(host => host.UseContext<OwnContext>())
            .Run("--target=ThroughMiddle")
            .Events.Names.ShouldBe(["ThroughMiddle"]);
    }

    [Fact]
    public void Of_several_contexts_the_last_wins() =>
        new Host()
            .With<NeedsOwn>()
            .Setup(host => host.UseContext<OtherContext>().UseContext<OwnContext>())
            .Run("--target=NeedsOwn")
            .Events.Names.ShouldBe(["NeedsOwn"]);

    [Fact]
    public void A_startup_registers_services() =>
        new Host().Setup(host => host.UseStartup<Startup>()).Run("--target=Plain").Events.Names.ShouldBe(["Plain"]);

    public sealed class Startup : IFrostingStartup
    {
        public void Configure(IServiceCollection services) => services.AddSingleton<IFrostingTask, Plain>();
    }
}
