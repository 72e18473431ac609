namespace OneShot.Core.Scaffolding;

/// <summary>
/// What a repository with a Cake build of its own is told that gets the tool: how OneShot's tasks come into that build.
/// </summary>
internal static class InitAdvice
{
    private const string Script = "build.cake";

    /// <summary>The lines; none where there is no such build.</summary>
    /// <param name="builds">The Cake Frosting builds, none of which has OneShot.</param>
    /// <param name="hasScript">Whether there is a <c>build.cake</c>.</param>
    public static IEnumerable<string> For(IReadOnlyList<CakeBuild> builds, bool hasScript) =>
        builds.Count > 0 ? ForFrosting(builds)
        : hasScript ? ForScript
        : [];

    /// <summary>Whether a repository has the script.</summary>
    public static bool HasScript(string tree) => File.Exists(Path.Combine(tree, Script));

    private static IEnumerable<string> ForFrosting(IReadOnlyList<CakeBuild> builds)
    {
        var (project, context) = (builds[0].Project, builds[0].Context ?? "BuildContext");
        var (named, are) =
            builds.Count == 1
                ? (project, "is a Cake Frosting build")
                : (string.Join(", ", builds.Select(build => build.Project)), "are Cake Frosting builds");
        return
        [
            $"{named} {are} without OneShot. To have its tasks there"
                + (builds.Count == 1 ? ":" : $", shown for {project}:"),
            $"  dotnet add {project} package OneShot.Frosting --version {Scaffold.Version}",
            $"  and where the host is made, with {context} deriving from OneShotContext:",
            $"    .UseOneShot<{context}>()   // in place of .UseContext<{context}>()",
            "    .RunOneShot(args)" + new string(' ', context.Length + 1) + "// in place of .Run(args)",
            "  then, so that the workflow's program is that build and not the tool:",
            $"  dotnet run --project {project} -- --target=OneShotInit --project={project}",
        ];
    }

    private static string[] ForScript =>
        [
            $"{Script} is a Cake script without OneShot. To have it there, in its first line and where its tasks are:",
            $"    #addin nuget:?package=OneShot.Cake&version={Scaffold.Version}",
            "    Task(\"Ask\").Does(() => DispatchOneShot());",
            "  then: dotnet cake --target=Ask --prompt=\"…\"",
        ];
}
