namespace OneShot.Testing.Faces;

/// <summary>A Cake Frosting build of a user's own, from the package: that of the example.</summary>
public sealed class BuildFace(PackageFeed feed) : IFace
{
    private static readonly string Example = Path.Combine(Repository.Root, "examples", "frosting");

    public IReadOnlyDictionary<string, string> Files { get; } =
        new GitRepo(Example)
            .Git("ls-files", "--", "build", ".gitignore")
            .Split('\n')
            .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Example, file)))
            .Append(KeyValuePair.Create("NuGet.config", File.ReadAllText(feed.Configuration)))
            .ToDictionary();

    public bool HasExitCodes => true;

    public Outcome Ask(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        IReadOnlyDictionary<string, string> arguments
    ) =>
        Launch.Run(
            folder,
            feed.With(environment),
            "dotnet",
            [
                "run",
                "--project",
                "build",
                "--",
                "--target=OneShot",
                .. arguments.Select(argument => $"--{argument.Key}={argument.Value}"),
            ]
        );
}
