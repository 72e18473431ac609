namespace OneShot.Core.Model;

/// <summary>The files in which a repository names the package feeds that a session may reach.</summary>
internal static class FeedFile
{
    /// <summary>NuGet's: https://learn.microsoft.com/nuget/reference/nuget-config-file. Any case counts.</summary>
    public const string NuGet = "NuGet.config";

    /// <summary>npm's: https://docs.npmjs.com/cli/configuring-npm/npmrc.</summary>
    public const string Npm = ".npmrc";

    /// <summary>The ones at the top of a folder, by the names they have there.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Their names.</returns>
    public static IReadOnlyList<string> In(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Select(file => Path.GetFileName(file))
                .Where(name => Kind(name) is not null),
        ];

    /// <summary>Which of the two a name is, wherever the file lies.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns><see cref="NuGet"/> or <see cref="Npm"/>; <see langword="null"/> for any other file.</returns>
    public static string? Kind(string name) =>
        name.Equals(NuGet, StringComparison.OrdinalIgnoreCase) ? NuGet
        : name == Npm ? Npm
        : null;
}
