using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Doctor;

/// <summary>Whether the repository's own file on trunk can be read: a dispatch stops at one that can't.</summary>
internal static class RepositoryFileRules
{
    private const string Name = "file";

    /// <summary>The line where trunk has the file under the wrong name.</summary>
    public static Check Misnamed { get; } =
        Check.Fail(Name, OneShotErrors.RepositoryFileMisnamed(RepositoryFile.Misnamed, RepositoryFile.Path));

    /// <summary>Checks the file.</summary>
    /// <param name="format">Takes it apart.</param>
    /// <param name="text">Its text on trunk.</param>
    public static Check Look(IRepositoryFileFormat format, string text) =>
        Lay(format, text, RunTerms.Usual, isHere: false).Check;

    /// <summary>Checks the file, and lays it under what is asked.</summary>
    /// <param name="format">Takes it apart.</param>
    /// <param name="text">Its text on trunk.</param>
    /// <param name="terms">What is asked.</param>
    /// <param name="isHere">Whether it is started here, where the file is laid under what is asked.</param>
    /// <returns>The line, what holds with the file, and whether the file requires a sandbox.</returns>
    public static (Check Check, RunTerms Terms, bool RequiresSandbox) Lay(
        IRepositoryFileFormat format,
        string text,
        RunTerms terms,
        bool isHere = true
    )
    {
        try
        {
            var file = RepositoryFile.Read(format.Read(RepositoryFile.Path, text), RepositoryFile.Own);
            if (isHere)
                terms = terms.Over(file).Terms;
            var said = file.Values.Count == 0 ? "nothing" : string.Join("; ", file.Values);
            return (Check.Pass(Name, $"{RepositoryFile.Path} says {said}"), terms, file.RequiresSandbox);
        }
        catch (OneShotException exception)
        {
            return (Check.Fail(Name, exception), terms, false);
        }
    }
}
