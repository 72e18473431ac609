using System.Reflection;
using Cake.Frosting;
using OneShot.Frosting.Output;
using OneShot.Frosting.Tasks;

namespace OneShot.Frosting;

/// <summary>
/// What a host does that was not told a target and has no task for that: it helps. Internal, so that it is in no host
/// that takes this assembly's tasks as they are and has a task of that name.
/// </summary>
[TaskName(OwnTasks.Default)]
[TaskDescription(OwnTasks.DefaultHelp)]
[IsDependentOn(typeof(OneShotHelpTask))]
internal sealed class HelpfulDefaultTask : FrostingTask<IOneShotContext>
{
    private const string Own = "OneShot.";

    // What can't have tasks of a user's.
    private static readonly string[] Foreign = ["System.", "Microsoft.", "Cake.", Own];

    /// <summary>Whether a build lacks one: in its own assembly, and in those that it may take tasks from.</summary>
    public static bool IsWanted(Assembly? build) =>
        build is not null
        && !build.GetName().Name!.StartsWith(Own, StringComparison.Ordinal) // the tool has words
        && build
            .GetReferencedAssemblies()
            .Where(name => !Foreign.Any(start => name.Name!.StartsWith(start, StringComparison.Ordinal)))
            .Select(Find)
            .Prepend(build)
            .OfType<Assembly>()
            .All(assembly => !Types(assembly).Any(IsDefault));

    private static bool IsDefault(Type type) =>
        typeof(IFrostingTask).IsAssignableFrom(type)
        && OwnTasks.Default.Equals(OwnTasks.NameOf(type), StringComparison.OrdinalIgnoreCase);

    private static Assembly? Find(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private static Type[] Types(Assembly assembly)
    {
        try
        {
            return assembly.GetExportedTypes();
        }
        catch (Exception exception) when (exception is IOException or TypeLoadException or NotSupportedException)
        {
            return []; // one whose own references are not here
        }
    }
}
