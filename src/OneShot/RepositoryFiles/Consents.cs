using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.RepositoryFiles;

/// <summary>
/// What this machine's user agreed to: a file for each repository
/// in the user's own configuration, with the hashes of the values.
/// </summary>
/// <param name="variable">Reads the environment.</param>
internal sealed class Consents(Func<string, string?> variable) : IConsents
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const long Limit = 64 * 1024;

    public bool IsNeeded => variable("GITHUB_ACTIONS") != "true" && variable("CI") is not { Length: > 0 } or "false";

    public bool Has(string repository, string values) => Known(FileOf(repository)).Contains(HashOf(values));

    public void Keep(string repository, string values)
    {
        var file = FileOf(repository);
        try
        {
            MakeFolder(Path.GetDirectoryName(file)!);
            var temporary = $"{file}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = Private;
            using (var writer = new StreamWriter(temporary, options))
                writer.Write(
                    string.Concat(
                        new[] { "# " + repository.ReplaceLineEndings(" ") }
                            .Concat(Known(file).Append(HashOf(values)).Distinct())
                            .Select(line => line + "\n")
                    )
                );
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.ConsentUnwritable(file, exception.Message);
        }
    }

    private static string[] Known(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: <= Limit }
                ? [.. File.ReadAllLines(file).Where(line => line.Length == 64 && line.All(char.IsAsciiHexDigitLower))]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // then it is asked again
        }
    }

    // A relative path would be one of the repository's.
    private string FileOf(string repository)
    {
        var configured =
            variable("XDG_CONFIG_HOME") is { } given && Path.IsPathFullyQualified(given)
                ? given
                : Environment.GetFolderPath(
                    Environment.SpecialFolder.ApplicationData,
                    Environment.SpecialFolderOption.DoNotVerify
                );
        if (!Path.IsPathFullyQualified(configured))
            throw OneShotErrors.ConsentUnwritable(configured, "this user has no folder for configuration.");
        return Path.Combine(configured, "oneshot", "agreed", HashOf(repository)[..32]);
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Private | UnixFileMode.UserExecute);
    }

    private static string HashOf(string text) => Sha256Hex.Of(text);
}
