using OneShot.Core.Errors;
using OneShot.Core.Storage;

namespace OneShot.Core.Places;

/// <summary>The folder for temporary files, as the user's <c>TMPDIR</c> or <c>TEMP</c> names it.</summary>
internal static class TemporaryFolder
{
    /// <summary>Its full path; a relative one counts from the folder that the process works in.</summary>
    public static string Path =>
        System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(System.IO.Path.GetTempPath()));

    /// <summary>Checks that it is there and can be written; a missing one is made, as other programs do it.</summary>
    /// <exception cref="OneShotException">OS3131: it can't.</exception>
    public static void Require()
    {
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.TemporaryUnusable(Path, exception.Message);
        }

        if (WritableFolder.Fault(Path) is { } fault)
            throw OneShotErrors.TemporaryUnusable(Path, fault + ".");
    }
}
