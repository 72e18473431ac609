namespace OneShot.Testing.Faces;

/// <summary>A program of this repository: a Frosting build, or the tool.</summary>
public sealed class ProgramFace(string project, params string[] first) : IFace
{
    public IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>();

    public bool HasExitCodes => true;

    public Outcome Ask(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        IReadOnlyDictionary<string, string> arguments
    ) =>
        Launch.Run(
            folder,
            environment,
            "dotnet",
            [
                Repository.Program(project),
                .. first,
                .. arguments.Select(argument => $"--{argument.Key}={argument.Value}"),
            ]
        );
}
