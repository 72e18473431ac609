namespace Cake.Frosting;

/// <summary>Names a task; without it the class name is the task's name, unchanged.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute : Attribute
{
    /// <summary>Names a task.</summary>
    /// <param name="name">The name, unique in the host whatever its case.</param>
    public TaskNameAttribute(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>The task's name.</summary>
    public string Name { get; }
}
