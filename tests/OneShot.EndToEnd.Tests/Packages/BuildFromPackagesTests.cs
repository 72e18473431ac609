using System.Text.Json;

namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>A user's own Cake Frosting build adds the package and two lines.</summary>
[Collection(nameof(PackagesCollection))]
public sealed class BuildFromPackagesTests(PackageFeed feed) : IDisposable
{
    internal const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Cake.Frosting" Version="7.0.0" />
            <PackageReference Include="OneShot.Frosting" Version="0.1.0" />
          </ItemGroup>
        </Project>
        """;

    internal const string Program = """
        using Cake.Core;
        using Cake.Frosting;
        using OneShot.Frosting;
        using OneShot.Frosting.Tasks;

        return new CakeHost().UseOneShot<BuildContext>().RunOneShot(args);

        public sealed class BuildContext(ICakeContext context) : OneShotContext(context);

        [TaskName("Compile")]
        public sealed class CompileTask : FrostingTask<BuildContext>
        {
            public override void Run(BuildContext context) => context.OneShot.Prompt = "Mend what the compiler found";
        }

        [TaskName("Mend")]
        [IsDependentOn(typeof(CompileTask))]
        [IsDependentOn(typeof(OneShotTask))]
        public sealed class MendTask : FrostingTask<BuildContext>
        {
            public override void Run(BuildContext context) => Console.Error.WriteLine($"mended on {context.OneShotProgress.Receipt!.Branch}");
        }
        """;

    private readonly TempFolder _folder = new("consumer");

    [Fact]
    public void It_composes_and_a_one_shot_of_this_machine_runs_to_its_end()
    {
        var repo = GitRepo.Init(_folder["work"]);
        repo.Write("build/Build.csproj", Project);
        repo.Write("build/Program.cs", Program);
        repo.Write(".gitignore", "bin/\nobj/\n");
        repo.Commit("First", "README.md", "# Shop\n");
        File.Copy(feed.Configuration, repo["NuGet.config"]);

        var outcome = Launch.Run(repo.Path, feed.Environment, "dotnet", "run", "--project", "build", "--", "--target=Mend", "--forge=local", "--agent=rehearsal", "--output=json");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var receipt = JsonDocument.Parse(outcome.Output).RootElement;
        var branch = receipt.GetProperty("branch").GetString()!;
        branch.ShouldStartWith("oneshot-mend-what-the-compiler-");
        outcome.Error.ShouldContain($"mended on {branch}");
        repo.Git("show", $"{branch}:docs/oneshot").ShouldContain(".md");
        repo.Git("log", "-1", "--format=%s", branch).ShouldNotStartWith("One-shot:", customMessage: "the branch holds what the run made");
    }

    public void Dispose() => _folder.Dispose();
}
