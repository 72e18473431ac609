namespace OneShot.Core.Model;

/// <summary>All agents' descriptors. The list of the files is written by the build of this project.</summary>
internal static partial class AgentDescriptors
{
    /// <summary>The descriptors: programs from npm by their names, then what is no such program.</summary>
    public static IReadOnlyList<AgentDescriptor> All { get; } =
    [.. Found().OrderBy(one => one.Package is null).ThenBy(one => one.Name, StringComparer.Ordinal)];

    /// <summary>The descriptor of an agent.</summary>
    /// <param name="agent">One of <see cref="AgentName.All"/>, or a name of which nothing is known, such as
    /// <see cref="AgentName.Auto"/>.</param>
    public static AgentDescriptor Of(string agent) =>
        All.FirstOrDefault(one => one.Name == agent) ?? new AgentDescriptor(agent);

    private static partial AgentDescriptor[] Found();
}
