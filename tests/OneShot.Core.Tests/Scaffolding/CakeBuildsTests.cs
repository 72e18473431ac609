using OneShot.Core.Scaffolding;

namespace OneShot.Core.Tests.Scaffolding;

/// <summary>A repository's own Cake builds are found, and told how OneShot comes into them.</summary>
public sealed class CakeBuildsTests : IDisposable
{
    private readonly TempFolder _tree = new("cake-builds");

    [Fact]
    public void Of_several_build_projects_those_with_a_host_are_named_and_lines_to_type_printed()
    {
        // As GitVersion has it: programs beside a library of theirs, and a project for each.
        _tree.Write("build/common/Common.csproj", "<Project><PackageReference Include=\"Cake.Frosting\" /></Project>");
        _tree.Write("build/common/Lifetime.cs", "public class BuildLifetime;");
        foreach (var name in new[] { "build/Build", "docs/Docs", "release/Release" })
        {
            _tree.Write(
                $"build/{name}.csproj",
                "<Project><ProjectReference Include=\"../common/Common.csproj\" /></Project>"
            );
            _tree.Write(
                $"build/{Path.GetDirectoryName(name)}/Program.cs",
                "return new CakeHost()\n    .UseContext<BuildContext>()\n    .Run(args);"
            );
        }

        _tree.Write("src/Shop/Shop.csproj", "<Project />");
        var builds = CakeBuilds.In(_tree.Path);
        builds
            .Select(build => build.Project)
            .ShouldBe(["build/build/Build.csproj", "build/docs/Docs.csproj", "build/release/Release.csproj"]);
        builds.ShouldAllBe(build => !build.HasOneShot && build.Context == "BuildContext");
        InitAdvice
            .For(builds, hasScript: true)
            .ShouldBe(
                (
                    "build/build/Build.csproj, build/docs/Docs.csproj, build/release/Release.csproj are Cake Frosting "
                        + "builds without OneShot. To have its tasks in build/build/Build.csproj:",
                    $"""
                    dotnet add build/build/Build.csproj package OneShot.Frosting --version {Scaffold.Version}
                    # where the host is made, with BuildContext deriving from OneShotContext:
                    .UseOneShot<BuildContext>() // in place of .UseContext<BuildContext>()
                    .RunOneShot(args) // in place of .Run(args)
                    # then the workflow's program can be that build, and not the tool:
                    dotnet run --project build/build/Build.csproj -- --target=OneShotInit --project=build/build/Build.csproj
                    """
                )
            );
        InitAdvice
            .For([builds[0]], hasScript: true)!
            .Value.Heading.ShouldBe(
                "build/build/Build.csproj is a Cake Frosting build without OneShot. To have its tasks there:"
            );
    }

    [Fact]
    public void One_that_has_OneShot_is_known_wherever_it_lies_and_whoever_refers_to_it()
    {
        _tree.Write(
            "eng/build/Tasks.csproj",
            "<Project><ProjectReference Include=\"../common/Common.csproj\" /></Project>"
        );
        _tree.Write(
            "eng/build/Program.cs",
            "using OneShot.Frosting;\nreturn new CakeHost().UseOneShot<Context>().RunOneShot(args);"
        );
        _tree.Write(
            "build/bin/Debug/Copy.csproj",
            "<Project><PackageReference Include=\"OneShot.Frosting\" /></Project>"
        );
        CakeBuilds.In(_tree.Path).ShouldBe([new CakeBuild("eng/build/Tasks.csproj", HasOneShot: true, Context: null)]);
    }

    [Fact]
    public void A_script_is_told_its_own_two_lines_and_a_repository_without_any_build_none()
    {
        _tree.Write("src/Shop/Shop.csproj", "<Project />");
        CakeBuilds.In(_tree.Path).ShouldBeEmpty();
        InitAdvice.HasScript(_tree.Path).ShouldBeFalse();
        InitAdvice.For([], hasScript: false).ShouldBeNull();
        _tree.Write("build.cake", "RunTarget(\"Default\");\n");
        InitAdvice.HasScript(_tree.Path).ShouldBeTrue();
        InitAdvice
            .For([], hasScript: true)
            .ShouldBe(
                (
                    "build.cake is a Cake script without OneShot. To have it there:",
                    $"""
                    #addin nuget:?package=OneShot.Cake&version={Scaffold.Version}
                    Task("Ask").Does(() => DispatchOneShot());
                    # then: dotnet cake --target=Ask --prompt="…"
                    """
                )
            );
    }

    public void Dispose() => _tree.Dispose();
}
