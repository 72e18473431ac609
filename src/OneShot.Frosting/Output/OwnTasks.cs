using System.Reflection;
using Cake.Frosting;

namespace OneShot.Frosting.Output;

/// <summary>The tasks of this assembly.</summary>
internal static class OwnTasks
{
    /// <summary>What a build is started for that was told no target.</summary>
    public const string Default = "Default";

    /// <summary>What that does in a build that has none of its own.</summary>
    public const string DefaultHelp = "Shows tasks, arguments and examples";

    /// <summary>Their classes.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(IOneShotContext)
            .Assembly.GetExportedTypes()
            .Where(type =>
                type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type)
            ),
    ];

    private static readonly Lazy<HashSet<string>> Names = new(() =>
        All.Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>The name of a task, as Cake finds it.</summary>
    /// <param name="task">Its class.</param>
    public static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    /// <summary>Whether a name is that of one of them.</summary>
    /// <param name="name">The name; its case is ignored, as Cake ignores it.</param>
    public static bool Contain(string name) => Names.Value.Contains(name);
}
