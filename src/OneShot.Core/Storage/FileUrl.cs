namespace OneShot.Core.Storage;

/// <summary>The address of a file for a browser, whatever its path holds: a <c>%</c> in a name is no escape.</summary>
internal static class FileUrl
{
    /// <summary>Makes the address.</summary>
    /// <param name="path">A full path.</param>
    /// <returns><c>file:///…</c></returns>
    public static string Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return OperatingSystem.IsWindows()
            ? new Uri(path.Replace("%", "%25", StringComparison.Ordinal)).AbsoluteUri
            : "file://" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
    }
}
