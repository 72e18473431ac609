using System.Globalization;
using OneShot.Testing;

namespace OneShot.Bench;

/// <summary>What the sandbox costs a session: its start, and a build inside against the same build outside.</summary>
internal static class SandboxBenchmarks
{
    private static readonly string[] Modes = ["required", "none"];

    public static void StartAndBuild(int rounds)
    {
        if (SandboxHere.Lack is { } lack)
        {
            Console.WriteLine($"the sandbox: not measured ({lack})\n");
            return;
        }

        using var folder = new TempFolder();
        var repo = Make(folder["work"]);
        foreach (var mode in Modes)
            Run(repo, mode, $"warm {mode}");
        var idle = Measure.SideBySide(
            rounds,
            round => Run(repo, "required", $"idle in {round}"),
            round => Run(repo, "none", $"idle out {round}")
        );
        Console.WriteLine(
            $"a sandbox's start, medians of {rounds}\n    {(idle[0] - idle[1]) / 2:0} ms a session (a run of two "
                + $"sessions that do nothing: {idle[0]:0} ms in sandboxes, {idle[1]:0} ms without)"
        );
        var builds = Modes.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < Modes.Length; i++)
                builds[i].Add(Build(repo, Modes[i], round));
        }

        var (inside, outside) = (Measure.Median(builds[0]), Measure.Median(builds[1]));
        Console.WriteLine(
            $"dotnet build in a session, medians of {rounds}\n    {inside:0} ms inside / {outside:0} ms outside = "
                + $"{inside / outside:0.00}\n"
        );
    }

    private static GitRepo Make(string path)
    {
        var repo = GitRepo.Init(path);
        repo.Write("NuGet.config", "<configuration><packageSources><clear/></packageSources></configuration>");
        repo.Write(".gitignore", "bin/\nobj/\n");
        foreach (var name in new[] { "A", "B", "C", "D" })
        {
            repo.Write(
                $"{name}/{name}.csproj",
                "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"
            );
            repo.Write($"{name}/{name}.cs", $"public static class {name};");
        }

        repo.Write(
            "All.slnx",
            "<Solution><Project Path=\"A/A.csproj\"/><Project Path=\"B/B.csproj\"/><Project "
                + "Path=\"C/C.csproj\"/><Project Path=\"D/D.csproj\"/></Solution>"
        );
        repo.Write(
            "agent.sh",
            $"""
            set -e
            cat > /dev/null
            if [ "$ONESHOT_PHASE" = plan ]; then
            {PlannerScript.Good}
            exit
            fi
            case "$(cat .worker-impl/task.md)" in build*)
                begun=$(date +%s%N)
                dotnet build > .impl/build.txt
                echo $((($(date +%s%N) - begun) / 1000000)) > took.txt
            esac
            """
        );
        repo.Commit("First", "README.md", "# Shop\n");
        repo.Git("add", "--all");
        repo.Git("commit", "--quiet", "--amend", "--no-edit");
        return repo;
    }

    private static double Build(GitRepo repo, string mode, int round)
    {
        var branch = Run(repo, mode, $"build {mode} {round}");
        return double.Parse(repo.Git("show", branch + ":took.txt"), CultureInfo.InvariantCulture);
    }

    private static string Run(GitRepo repo, string mode, string prompt)
    {
        var environment = new Dictionary<string, string?>
        {
            ["NO_COLOR"] = "1",
            ["HOME"] = Repository.UserHome,
            ["XDG_CONFIG_HOME"] = null,
        };
        var outcome = Launch.Run(
            repo.Path,
            environment,
            "dotnet",
            Repository.Program("OneShot.Tool"),
            "--forge=local",
            "--agent=command",
            "--agent-command=sh agent.sh",
            "--output=json",
            "--sandbox=" + mode,
            "--prompt=" + prompt
        );
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException(outcome.All);
        return System.Text.Json.JsonDocument.Parse(outcome.Output).RootElement.GetProperty("branch").GetString()!;
    }
}
