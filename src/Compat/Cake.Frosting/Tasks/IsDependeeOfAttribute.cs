using Cake.Frosting.Internal;

namespace Cake.Frosting;

/// <summary>Makes this task run before another one, without touching the other one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute : Attribute, IReverseTaskDependency
{
    /// <summary>Makes this task run before another one.</summary>
    /// <param name="type">The other task's class.</param>
    public IsDependeeOfAttribute(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Task = type;
    }

    /// <summary>The other task's class.</summary>
    public Type Task { get; }
}
