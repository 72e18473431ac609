namespace OneShot.Testing.Faces;

/// <summary>The tool of a repository, from its package.</summary>
public sealed class ToolFace(PackageFeed feed) : IFace
{
    private readonly HashSet<string> _restored = [];

    public IReadOnlyDictionary<string, string> Files { get; } =
        new Dictionary<string, string>
        {
            [".config/dotnet-tools.json"] = File.ReadAllText(
                Path.Combine(Repository.Root, "examples/tool/.config/dotnet-tools.json")
            ),
            ["NuGet.config"] = File.ReadAllText(feed.Configuration),
        };

    public bool HasExitCodes => true;

    public Outcome Ask(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        IReadOnlyDictionary<string, string> arguments
    )
    {
        if (_restored.Add(folder))
            Launch.Run(folder, feed.With(environment), "dotnet", "tool", "restore");
        return Launch.Run(
            folder,
            feed.With(environment),
            "dotnet",
            ["oneshot", .. arguments.Select(argument => $"--{argument.Key}={argument.Value}")]
        );
    }
}
