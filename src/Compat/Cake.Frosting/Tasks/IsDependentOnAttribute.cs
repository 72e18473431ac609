using Cake.Frosting.Internal;

namespace Cake.Frosting;

/// <summary>Makes another task run before this one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute : Attribute, ITaskDependency
{
    /// <summary>Makes another task run before this one.</summary>
    /// <param name="type">The other task's class.</param>
    public IsDependentOnAttribute(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Task = type;
    }

    /// <summary>The other task's class.</summary>
    public Type Task { get; }
}
