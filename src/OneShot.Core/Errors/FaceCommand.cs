namespace OneShot.Core.Errors;

/// <summary>What the user types to reach the face in use: it stands in next steps, reports and comments.</summary>
internal static class FaceCommand
{
    /// <summary>The variable that tells it: <c>build.sh</c>, <c>build.ps1</c> and the tool set it.</summary>
    public const string Variable = "ONESHOT_COMMAND";

    /// <summary>For a build that nothing tells it of.</summary>
    public const string Default = "dotnet run --";

    /// <summary>Reads it.</summary>
    /// <param name="variable">Reads the environment.</param>
    /// <param name="otherwise">Finds what it is where the variable is not set.</param>
    public static string Of(Func<string, string?> variable, Func<string>? otherwise = null) =>
        variable(Variable) is { Length: > 0 } told ? told : otherwise?.Invoke() ?? Default;

    /// <summary>Reads it in a workflow's job, which nobody typed: what the repository has for people.</summary>
    /// <param name="variable">Reads the environment.</param>
    /// <param name="tree">The repository's files.</param>
    public static string OfJob(Func<string, string?> variable, string tree) =>
        Of(variable, () => In(name => File.Exists(Path.Combine(tree, name))) ?? Default);

    /// <summary>The script that starts a repository's build; <see langword="null"/> where there is none.</summary>
    /// <param name="has">Whether a file is there.</param>
    public static string? In(Func<string, bool> has) =>
        has("build.sh") ? "./build.sh"
        : has("build.ps1") ? @".\build.ps1"
        : null;
}
