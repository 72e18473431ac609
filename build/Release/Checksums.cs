using Cake.Core;
using OneShot.Core.Text;

namespace Build.Release;

/// <summary>The SHA-256 of each file of a release, as <c>sha256sum --check</c> reads them.</summary>
internal static class Checksums
{
    /// <summary>Its name.</summary>
    public const string Name = "SHA256SUMS";

    /// <summary>Writes it beside the files.</summary>
    /// <param name="files">The files, all in one folder.</param>
    /// <param name="folder">The folder.</param>
    public static void Write(IEnumerable<string> files, string folder) =>
        File.WriteAllText(Path.Combine(folder, Name), string.Concat(files.Order(StringComparer.Ordinal).Select(Line)));

    /// <summary>Holds what is there against what was written.</summary>
    /// <param name="files">The files that are there.</param>
    /// <param name="folder">Their folder.</param>
    /// <exception cref="CakeException">One is another, is missing or came later.</exception>
    public static void Check(IEnumerable<string> files, string folder)
    {
        var written = Path.Combine(folder, Name);
        if (!File.Exists(written))
            throw new CakeException($"{written} is missing: ./build.sh --target=PrepareRelease makes it");
        string[] now = [.. files.Order(StringComparer.Ordinal).Select(Line)];
        string[] then = [.. File.ReadLines(written).Select(line => line + "\n")];
        var others = now.Except(then).Concat(then.Except(now)).Select(line => line.Split("  ")[1].Trim()).Distinct();
        if (others.Any())
            throw new CakeException(
                $"Not what was prepared: {string.Join(", ", others)}. "
                    + "./build.sh --target=PrepareRelease makes them again"
            );
    }

    private static string Line(string file) => $"{Sha256Hex.Of(File.ReadAllBytes(file))}  {Path.GetFileName(file)}\n";
}
