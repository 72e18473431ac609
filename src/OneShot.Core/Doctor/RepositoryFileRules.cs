using OneShot.Core.Errors;
using OneShot.Core.Options;
using OneShot.Core.Ports;

namespace OneShot.Core.Doctor;

/// <summary>Whether the repository's own file on trunk can be read: a dispatch stops at one that can't.</summary>
internal static class RepositoryFileRules
{
    private const string Name = "file";

    /// <summary>Checks the file.</summary>
    /// <param name="format">Takes it apart.</param>
    /// <param name="text">Its text on trunk.</param>
    public static Check Check(IRepositoryFileFormat format, string text)
    {
        try
        {
            var file = RepositoryFile.Read(format.Read(RepositoryFile.Path, text), RepositoryFile.Own);
            return Doctor.Check.Pass(
                Name,
                $"{RepositoryFile.Path} says {(file.Values.Count == 0 ? "nothing" : string.Join("; ", file.Values))}"
            );
        }
        catch (OneShotException failure)
        {
            return Doctor.Check.Fail(Name, failure);
        }
    }
}
