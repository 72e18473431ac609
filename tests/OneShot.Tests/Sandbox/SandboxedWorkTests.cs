using System.Security.Cryptography;

namespace OneShot.Tests.Sandbox;

/// <summary>
/// Honest work in a sandbox: what an agent does every day goes
/// well, with no extra switch, as root and as an ordinary user.
/// </summary>
public sealed class SandboxedWorkTests
{
    private const string Registry = "https://" + "registry.npmjs.org/"; // npm's own, which the test never reaches

    // What it starts lives for seconds, and its just-in-time compiler would be most of it; see build/ShortLives.cs.
    private const string Work = """
        export DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=300 DOTNET_EnableWriteXorExecute=0
        export DOTNET_PROCESSOR_COUNT=1
        dotnet build > .impl/build.txt 2>&1 || { tail -20 .impl/build.txt; exit 1; }
        dotnet test --no-build > .impl/test.txt 2>&1 || { tail -20 .impl/test.txt; exit 1; }
        (cd web && npm ci --no-audit --no-fund --loglevel=error && npm test > ../.impl/npm.txt 2>&1)
        printf '{}' > .mcp.json
        mkdir -p .claude/commands .vscode && printf x > .claude/commands/x.md && printf '{}' > .vscode/settings.json
        grep -c Passed! .impl/test.txt > result.txt
        tail -1 .impl/npm.txt >> result.txt
        git add -A
        git commit -qm "Everything"
        """;

    [SandboxTheory]
    [InlineData(0)]
    [InlineData(SandboxedRun.Nobody)]
    public void Building_testing_and_committing_goes_well(int user)
    {
        if (user != 0 && !Environment.IsPrivilegedProcess)
            return; // nobody else may become an ordinary user
        using var run = new SandboxedRun(user);
        Solution(run);
        Npm(run);
        // Verified in the sandbox once: that builds and tests it all twice more, and as an ordinary user it is hardest.
        var outcome = run.Run(Work, ["--sandbox=required", .. user == 0 ? ["--verify=none"] : Array.Empty<string>()]);
        outcome.ExitCode.ShouldBe(0, outcome.Error + run.Log);
        run.Delivered("result.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["2", "the answer is 42"]);
        run.Delivered(".mcp.json").ShouldBe("{}");
        run.Delivered(".claude/commands/x.md").ShouldBe("x");
        run.Repo.Git("diff", "--name-only", "main", run.Branch)
            .Split('\n')
            .ShouldBe([".claude/commands/x.md", ".mcp.json", ".vscode/settings.json", "result.txt"]);
        run.Log.ShouldNotContain("warning: the sandbox");
    }

    // Four projects, two of them tests by xunit; packages come from the user's cache alone.
    private static void Solution(SandboxedRun run)
    {
        run.Variables["NUGET_PACKAGES"] = run["packages"];
        CopyPackages(run["packages"]);
        run.Repo.Write("NuGet.config", "<configuration><packageSources><clear/></packageSources></configuration>");
        run.Repo.Write(
            "Four.slnx",
            "<Solution><Project Path=\"A/A.csproj\"/><Project Path=\"B/B.csproj\"/><Project "
                + "Path=\"A.Tests/A.Tests.csproj\"/><Project Path=\"B.Tests/B.Tests.csproj\"/></Solution>"
        );
        run.Repo.Write(".gitignore", "bin/\nobj/\nnode_modules/\n");
        foreach (var name in new[] { "A", "B" })
        {
            run.Repo.Write(
                $"{name}/{name}.csproj",
                "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"
            );
            run.Repo.Write($"{name}/{name}.cs", $"public static class {name} {{ public static int Answer => 42; }}");
            run.Repo.Write(
                $"{name}.Tests/{name}.Tests.csproj",
                $"""
                <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>
                  <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" /><PackageReference Include="xunit" Version="2.9.3" /><PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                  <ProjectReference Include="../{name}/{name}.csproj" />
                </ItemGroup></Project>
                """
            );
            run.Repo.Write(
                $"{name}.Tests/Tests.cs",
                $"public class Tests {{ [Xunit.Fact] public void Answers() => Xunit.Assert.Equal(42, {name}.Answer); }}"
            );
        }
    }

    private static void CopyPackages(string target)
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } told
            ? told
            : Path.Combine(Repository.UserHome, ".nuget", "packages");
        Directory.CreateDirectory(target);
        string[] needed =
        [
            .. new[]
            {
                "microsoft.net.test.sdk",
                "microsoft.codecoverage",
                "microsoft.testplatform.*",
                "newtonsoft.json",
                "xunit*",
            }.SelectMany(name => Directory.GetDirectories(cache, name)),
        ];
        Launch.Run("/", null, "cp", ["-r", .. needed, target]).ExitCode.ShouldBe(0);
    }

    // One package that only the user's cache holds: its registry is not there.
    private static void Npm(SandboxedRun run)
    {
        run.Write("dep/package.json", """{"name":"dep","version":"1.0.0","main":"index.js"}""");
        run.Write("dep/index.js", "module.exports = 42;");
        Launch.Run(run["dep"], null, "npm", "pack", "--silent").ExitCode.ShouldBe(0);
        var package = run["dep/dep-1.0.0.tgz"];
        Launch
            .Run(
                run["dep"],
                new Dictionary<string, string?> { ["npm_config_cache"] = run["npm"] },
                "npm",
                "cache",
                "add",
                package
            )
            .ExitCode.ShouldBe(0);
        run.Variables["npm_config_cache"] = run["npm"];
        var hash = Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(package)));
        run.Repo.Write(
            "web/package.json",
            """{"name":"web","version":"1.0.0","scripts":{"test":"node -e \"console.log('the answer is', require('dep'))\""},"dependencies":{"dep":"1.0.0"}}"""
        );
        run.Repo.Write(
            "web/package-lock.json",
            $$"""
            {"name":"web","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{"":{"name":"web","version":"1.0.0","dependencies":{"dep":"1.0.0"} },
            "node_modules/dep":{"version":"1.0.0","resolved":"{{Registry}}dep/-/dep-1.0.0.tgz","integrity":"sha512-{{hash}}"} } }
            """
        );
    }
}
