namespace OneShot.Core.Scaffolding;

/// <summary>
/// What a repository with a Cake build of its own is told that gets the tool: how OneShot's tasks come into that build.
/// </summary>
internal static class InitAdvice
{
    private const string Script = "build.cake";

    /// <summary>What there is, and the lines to type; <see langword="null"/> where there is no such build.</summary>
    /// <param name="builds">The Cake Frosting builds, none of which has OneShot.</param>
    /// <param name="hasScript">Whether there is a <c>build.cake</c>.</param>
    public static (string Heading, string Lines)? For(IReadOnlyList<CakeBuild> builds, bool hasScript) =>
        builds.Count > 0 ? (Named(builds), ForFrosting(builds[0]))
        : hasScript ? ($"{Script} is a Cake script without OneShot. To have it there:", ForScript)
        : null;

    /// <summary>Whether a repository has the script.</summary>
    public static bool HasScript(string tree) => File.Exists(Path.Combine(tree, Script));

    private static string Named(IReadOnlyList<CakeBuild> builds) =>
        builds.Count == 1
            ? $"{builds[0].Project} is a Cake Frosting build without OneShot. To have its tasks there:"
            : $"{string.Join(", ", builds.Select(build => build.Project))} are Cake Frosting builds without OneShot. "
                + $"To have its tasks in {builds[0].Project}:";

    private static string ForFrosting(CakeBuild build)
    {
        var (project, context) = (build.Project, build.Context ?? "BuildContext");
        return $"""
            dotnet add {project} package OneShot.Frosting --version {Scaffold.Version}
            # where the host is made, with {context} deriving from OneShotContext:
            .UseOneShot<{context}>() // in place of .UseContext<{context}>()
            .RunOneShot(args) // in place of .Run(args)
            # then the workflow's program can be that build, and not the tool:
            dotnet run --project {project} -- --target=OneShotInit --project={project}
            """.ReplaceLineEndings("\n");
    }

    private static string ForScript =>
        $"""
            #addin nuget:?package=OneShot.Cake&version={Scaffold.Version}
            Task("Ask").Does(() => DispatchOneShot());
            # then: dotnet cake --target=Ask --prompt="…"
            """.ReplaceLineEndings("\n");
}
