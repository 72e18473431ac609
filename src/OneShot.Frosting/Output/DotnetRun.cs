using System.Reflection;
using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Frosting.Output;

/// <summary>How a build without a script is run: by its project, seen from where the user is.</summary>
internal static class DotnetRun
{
    /// <summary>Build output lies this deep below the project, or below the repository, at most.</summary>
    private const int Depth = 6;

    /// <summary>The command, such as <c>dotnet run --project build --</c>; found once, before anything moves.</summary>
    public static string Command { get; } =
        Find(Assembly.GetEntryAssembly()?.GetName().Name, AppContext.BaseDirectory, Directory.GetCurrentDirectory);

    /// <summary>Looks for the project around the folder that its program was built into.</summary>
    /// <param name="name">The program's name, which is its project's where nobody chose another.</param>
    /// <param name="programs">The folder of the program.</param>
    /// <param name="current">Tells where the user is.</param>
    internal static string Find(string? name, string programs, Func<string> current)
    {
        try
        {
            var folder = new DirectoryInfo(programs);
            for (
                var depth = 0;
                name is not null && folder is not null && depth <= Depth;
                depth++, folder = folder.Parent
            )
            {
                if (ProjectIn(folder, name) is { } project)
                    return Typed(project, current());
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else's folder, or one that was deleted: what is typed is only a hint.
        }

        return FaceCommand.Default;
    }

    private static FileInfo? ProjectIn(DirectoryInfo folder, string name) =>
        new[] { folder }
            .Concat(folder.EnumerateDirectories().Where(child => Same(child.Name, name)))
            .SelectMany(place => place.EnumerateFiles("*.csproj"))
            .FirstOrDefault(file => Same(Path.GetFileNameWithoutExtension(file.Name), name));

    private static string Typed(FileInfo project, string current)
    {
        var isAlone = project.Directory!.EnumerateFiles("*.*proj").Take(2).Count() == 1;
        var place = Path.GetRelativePath(current, isAlone ? project.DirectoryName! : project.FullName);
        return place == "." ? FaceCommand.Default : $"dotnet run --project {ShellWord.Of(place)} --";
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
