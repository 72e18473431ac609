using System.Text.Json;
using System.Xml;
using OneShot.Core.Text;

namespace OneShot.Core.Judging;

/// <summary>Which packages a manifest or a lock file takes that it did not take before.</summary>
internal static class Dependencies
{
    private const int Most = 50;

    /// <summary>Compares two versions of a file.</summary>
    /// <param name="path">The file, which tells the format.</param>
    /// <param name="before">What was there; <see langword="null"/> for a new file.</param>
    /// <param name="after">What is there.</param>
    /// <returns>Name and version of each, the first of them and how many more;
    /// empty for a file of another kind, or one that can't be read.</returns>
    public static IReadOnlyList<string> Added(string path, string? before, string after)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(after);
        if (ReaderOf(FoldedName.Of(path.Split('/')[^1])) is not { } reader)
            return [];
        var known = Read(reader, before).Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
        var added = Read(reader, after).Where(one => !known.Contains(one.Key)).DistinctBy(one => one.Key).ToList();
        var shown = added.Take(Most).Select(one => SafeText.Excerpt(one.ToString(), 120));
        return added.Count > Most ? [.. shown, $"and {added.Count - Most} more"] : [.. shown];
    }

    private static Func<string, IEnumerable<Dependency>>? ReaderOf(string name) =>
        name switch
        {
            "packages.config" => DotNetPackages.OfPackagesConfig,
            "packages.lock.json" => DotNetPackages.OfLockFile,
            "dotnet-tools.json" => DotNetPackages.OfTools,
            "global.json" => DotNetPackages.OfSdks,
            "package.json" => NpmPackages.OfManifest,
            "package-lock.json" or "npm-shrinkwrap.json" => NpmPackages.OfLockFile,
            _ when name.EndsWith("proj", StringComparison.Ordinal) && name.Contains('.', StringComparison.Ordinal) =>
                DotNetPackages.OfProject,
            _ when name.EndsWith(".props", StringComparison.Ordinal)
                    || name.EndsWith(".targets", StringComparison.Ordinal) => DotNetPackages.OfProject,
            _ when name.EndsWith(".txt", StringComparison.Ordinal)
                    && name.Contains("requirements", StringComparison.Ordinal) => PythonPackages.OfRequirements,
            _ => null,
        };

    // What an agent wrote may be anything; a file that no tool can read brings nothing in.
    private static List<Dependency> Read(Func<string, IEnumerable<Dependency>> reader, string? text)
    {
        if (text is null)
            return [];
        try
        {
            return [.. reader(text.TrimStart('\uFEFF'))];
        }
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidOperationException)
        {
            return [];
        }
    }
}
