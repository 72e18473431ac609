using System.Reflection;
using Cake.Core;

namespace Cake.Frosting.Internal;

/// <summary>What reflection tells about a task class.</summary>
internal static class TaskCatalog
{
    public static IEnumerable<Type> TasksOf(Assembly assembly) =>
        assembly
            .GetExportedTypes()
            .Where(type =>
                type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type)
            );

    public static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    /// <summary>
    /// The context a task was written for. Only its immediate base class is asked: that is how the real one behaves.
    /// </summary>
    public static Type ContextOf(Type task) =>
        task.BaseType is { IsGenericType: true } parent && IsTaskBase(parent)
            ? parent.GenericTypeArguments[0]
            : typeof(ICakeContext);

    public static bool HasBody(IFrostingTask task, Type context) =>
        IsOverridden(task, IsAsync(task) ? nameof(IFrostingTask.RunAsync) : "Run", context);

    public static bool IsOverridden(IFrostingTask task, string method, params Type[] parameters)
    {
        var declaring = task.GetType().GetMethod(method, parameters)!.DeclaringType!;
        return !(declaring.IsGenericType && IsTaskBase(declaring));
    }

    private static bool IsAsync(IFrostingTask task)
    {
        for (var type = task.GetType(); type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType)
                continue;
            if (type.GetGenericTypeDefinition() == typeof(AsyncFrostingTask<>))
                return true;
            if (type.GetGenericTypeDefinition() == typeof(FrostingTask<>))
                return false;
        }

        throw new InvalidOperationException(
            $"The task '{task.GetType().FullName}' must derive from FrostingTask or AsyncFrostingTask."
        );
    }

    private static bool IsTaskBase(Type type) =>
        type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(FrostingTask<>) || definition == typeof(AsyncFrostingTask<>));
}
