using System.Reflection;
using OneShot.Core.Places;

namespace OneShot.Frosting.Output;

/// <summary>The project that this program is built from, as far as it is still there.</summary>
/// <param name="File">The project's file.</param>
/// <param name="IsAlone">Whether its folder is enough to name it.</param>
internal sealed record BuildProject(FileInfo File, bool IsAlone)
{
    /// <summary>Build output lies this deep below the project, or below the repository, at most.</summary>
    private const int Depth = 6;

    // Cake's own template has it.
    private const string MovingProperty = "<RunWorkingDirectory";

    /// <summary>This program's; <see langword="null"/> where it is not found.</summary>
    public static BuildProject? Own { get; } =
        Find(Assembly.GetEntryAssembly()?.GetName().Name, AppContext.BaseDirectory);

    /// <summary>The folder of the project.</summary>
    public string Folder => File.DirectoryName!;

    /// <summary>The top of the repository it is in; its own folder where that is in none.</summary>
    public string Repository => WorkTreeTop.Above(Folder) ?? Folder;

    /// <summary>Whether <c>dotnet run</c> starts its program in a folder of the project's choice.</summary>
    public bool MovesItsProgram =>
        Above(File.Directory!)
            .TakeWhile(folder => folder.FullName.Length >= Repository.Length)
            .SelectMany(folder => folder.EnumerateFiles("Directory.Build.*"))
            .Prepend(File)
            .Any(file => System.IO.File.ReadAllText(file.FullName).Contains(MovingProperty, StringComparison.Ordinal));

    /// <summary>Looks for the project around the folder that its program was built into.</summary>
    /// <param name="name">The program's name, which is its project's where nobody chose another.</param>
    /// <param name="programs">The folder of the program.</param>
    public static BuildProject? Find(string? name, string programs)
    {
        try
        {
            var around = Above(new DirectoryInfo(programs)).Take(Depth + 1);
            var file = name is null
                ? null
                : around.Select(folder => In(folder, name)).FirstOrDefault(one => one is not null);
            return file is null
                ? null
                : new BuildProject(file, file.Directory!.EnumerateFiles("*.*proj").Take(2).Count() == 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // somebody else's folder, or one that was deleted
        }
    }

    private static FileInfo? In(DirectoryInfo folder, string name) =>
        new[] { folder }
            .Concat(folder.EnumerateDirectories().Where(child => Same(child.Name, name)))
            .SelectMany(place => place.EnumerateFiles("*.csproj"))
            .FirstOrDefault(file => Same(Path.GetFileNameWithoutExtension(file.Name), name));

    private static IEnumerable<DirectoryInfo> Above(DirectoryInfo folder)
    {
        for (var one = folder; one is not null; one = one.Parent)
            yield return one;
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
