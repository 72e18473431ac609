using System.Reflection;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.Scripting;

namespace Cake.Frosting.Internal;

/// <summary>Turns task classes into tasks of the engine.</summary>
internal sealed class TaskRegistration(IScriptHost host, IFrostingContext context, ICakeLog log)
{
    public void Register(IFrostingTask task)
    {
        var type = task.GetType();
        var wanted = TaskCatalog.ContextOf(type);
        if (!wanted.IsInstanceOfType(context))
        {
            log.Warning(
                "The task '{0}' was left out: it needs a context of type '{1}', and this host's context is '{2}'.",
                TaskCatalog.NameOf(type),
                wanted.FullName ?? wanted.Name,
                context.GetType().FullName ?? context.GetType().Name
            );
            return;
        }

        var builder = host.Task(TaskCatalog.NameOf(type));
        if (type.GetCustomAttribute<TaskDescriptionAttribute>() is { } description)
            builder.Description(description.Description);
        Wire(task, builder);
        foreach (var dependency in type.GetCustomAttributes().OfType<ITaskDependency>())
            builder.IsDependentOn(NameOf(dependency.Task));
        foreach (var dependee in type.GetCustomAttributes().OfType<IReverseTaskDependency>())
            builder.IsDependeeOf(NameOf(dependee.Task));
    }

    private void Wire(IFrostingTask task, CakeTaskBuilder builder)
    {
        var own = context.GetType();
        if (TaskCatalog.HasBody(task, own))
            builder.Does(task.RunAsync);
        if (TaskCatalog.IsOverridden(task, nameof(IFrostingTask.ShouldRun), own))
            builder.WithCriteria(task.ShouldRun, task.SkippedMessage);
        if (task.GetType().IsDefined(typeof(ContinueOnErrorAttribute), inherit: false))
            builder.ContinueOnError();
        if (TaskCatalog.IsOverridden(task, nameof(IFrostingTask.OnError), typeof(Exception), own))
            builder.OnError(task.OnError);
        if (TaskCatalog.IsOverridden(task, nameof(IFrostingTask.Finally), own))
            builder.Finally(task.Finally);
    }

    private static string NameOf(Type task) =>
        typeof(IFrostingTask).IsAssignableFrom(task)
            ? TaskCatalog.NameOf(task)
            : throw new FrostingException($"The dependency '{task.Name}' is not a valid task.");
}
