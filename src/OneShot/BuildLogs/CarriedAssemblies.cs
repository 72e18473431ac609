using System.Reflection;
using System.Runtime.Loader;

namespace OneShot.BuildLogs;

/// <summary>
/// Assemblies that lie in this one, because as dependencies they would come with twelve packages into every user's
/// build, parts of MSBuild among them, which
/// a program that finds MSBuild by itself may not have. Where MSBuild is there already, its own assembly is used.
/// </summary>
internal static class CarriedAssemblies
{
    private static readonly Assembly Own = typeof(CarriedAssemblies).Assembly;
    private static readonly Lock Loading = new();
    private static bool _isUsed;

    /// <summary>Lets them be found.</summary>
    public static void Use()
    {
        lock (Loading)
        {
            if (_isUsed)
                return;
            AssemblyLoadContext.GetLoadContext(Own)!.Resolving += Load;
            _isUsed = true;
        }
    }

    private static Assembly? Load(AssemblyLoadContext context, AssemblyName name)
    {
        lock (Loading)
        {
            using var assembly = Own.GetManifestResourceStream($"OneShot.BuildLogs/{name.Name}.dll");
            if (assembly is null)
                return null;
            return context.Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == name.Name)
                ?? context.LoadFromStream(assembly);
        }
    }
}
