using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Build;

/// <summary>
/// What build.sh compiled ahead of time for this build stands in the tests' folders, too, as their own copies from the
/// compiler: the just-in-time compiler is a third of what tests cost.
/// </summary>
internal static class AheadOfTime
{
    /// <summary>Copies each assembly over one that is the same but for that.</summary>
    /// <param name="tests">The tests' assemblies.</param>
    public static void Lay(IEnumerable<string> tests)
    {
        var compiled = Directory
            .GetFiles(AppContext.BaseDirectory, "*.dll")
            .Select(file => (File: file, Module: ModuleOf(file)))
            .Where(one => one.Module is not null)
            .ToArray();
        foreach (var folder in tests.Select(test => Path.GetDirectoryName(test)!))
        {
            foreach (var (file, module) in compiled)
            {
                var own = Path.Combine(folder, Path.GetFileName(file));
                if (File.Exists(own) && Length(own) != Length(file) && ModuleOf(own) == module)
                    File.Copy(file, own, overwrite: true);
            }
        }
    }

    private static long Length(string file) => new FileInfo(file).Length;

    // The compiler gives every assembly an id by what is in it, and what compiles ahead of time keeps that.
    private static Guid? ModuleOf(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
            return null;
        var metadata = image.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
