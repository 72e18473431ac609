namespace Cake.Frosting;

/// <summary>Describes a task, for <c>--description</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute : Attribute
{
    /// <summary>Describes a task.</summary>
    /// <param name="description">One line.</param>
    public TaskDescriptionAttribute(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        Description = description;
    }

    /// <summary>The description.</summary>
    public string Description { get; }
}
