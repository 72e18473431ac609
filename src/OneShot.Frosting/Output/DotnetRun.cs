using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Frosting.Output;

/// <summary>How a build without a script is run: by its project, seen from where the user is.</summary>
internal static class DotnetRun
{
    /// <summary>The command, such as <c>dotnet run --project build --</c>.</summary>
    public static string Command { get; } = Typed(BuildProject.Own, UserFolder.ForCommands);

    /// <summary>Spells it.</summary>
    /// <param name="project">The build's project.</param>
    /// <param name="folder">The folder that it is typed in.</param>
    internal static string Typed(BuildProject? project, string folder)
    {
        if (project is null)
            return FaceCommand.Default;
        var place = Path.GetRelativePath(folder, project.IsAlone ? project.Folder : project.File.FullName);
        return place == "." ? FaceCommand.Default : $"dotnet run --project {ShellWord.Of(place)} --";
    }
}
