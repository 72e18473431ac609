using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Places;

/// <summary>Refuses names of folders that the programs around a one-shot don't agree about.</summary>
internal static class PlaceRules
{
    /// <summary>Refuses a folder whose name would be taken for another's.</summary>
    /// <param name="path">The folder's full path.</param>
    /// <exception cref="OneShotException">OS3134: its name can't be used.</exception>
    public static void Require(string path)
    {
        if (Fault(path) is { } fault)
            throw OneShotErrors.PlaceUnusable(SafeText.Line(path), fault);
    }

    /// <summary>What is wrong with a folder's name.</summary>
    /// <param name="path">The folder's full path.</param>
    /// <returns>The end of a sentence; <see langword="null"/> when all agree about it.</returns>
    public static string? Fault(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.AsSpan().ContainsAny('\n', '\r'))
            return "holds the end of a line.";
        if (path.Contains('\uFFFD', StringComparison.Ordinal))
            return "is not UTF-8, as .NET needs it.";
        if (path.Trim() != path)
            return "ends with a blank, which Cake cuts off.";
        return path.Contains('\\', StringComparison.Ordinal) && !OperatingSystem.IsWindows()
            ? "holds a backslash, which Cake takes for a slash."
            : null;
    }
}
