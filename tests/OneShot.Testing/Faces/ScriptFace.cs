namespace OneShot.Testing.Faces;

/// <summary>A .cake script, run by the real <c>dotnet cake</c>, which compiles it once.</summary>
public sealed class ScriptFace(PackageFeed feed) : IFace
{
    /// <summary>The program that runs scripts.</summary>
    public static readonly string Cake = Path.Combine(
        RepositoryCopy.Packages,
        "cake.tool/7.0.0/tools/net10.0/any/Cake.dll"
    );

    public IReadOnlyDictionary<string, string> Files { get; } =
        new Dictionary<string, string>
        {
            ["build.cake"] = $"#addin nuget:?package=OneShot.Cake&version={feed.Version}\nDispatchOneShot();\n",
            ["NuGet.config"] = File.ReadAllText(feed.Configuration),
            [".gitignore"] = "tools/\n",
        };

    public bool HasExitCodes => false;

    public Outcome Ask(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        IReadOnlyDictionary<string, string> arguments
    ) =>
        Launch.Run(
            folder,
            feed.With(environment.Append(KeyValuePair.Create("CAKE_SETTINGS_ENABLESCRIPTCACHE", (string?)"true"))),
            "dotnet",
            [Cake, .. arguments.Select(argument => $"--{argument.Key}={argument.Value}")]
        );
}
