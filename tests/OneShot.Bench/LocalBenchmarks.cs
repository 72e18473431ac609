using System.Text.Json;
using OneShot.Testing;

namespace OneShot.Bench;

/// <summary>
/// What a run on this machine costs beside its agent: the rehearsal in
/// a repository of a few files, whose own time is a few milliseconds.
/// </summary>
internal static class LocalBenchmarks
{
    private const int Many = 10;

    private static readonly string BuildSh = Path.Combine(Repository.Root, "build.sh");

    public static void Phases(int rounds)
    {
        using var folder = new TempFolder();
        var repo = Make(folder["work"]);
        var trace = folder["trace"];
        Dispatch(repo, trace, "warm"); // copies the program, once for each build
        var runs = Enumerable.Range(0, rounds).Select(round => Dispatch(repo, trace, $"round {round}")).ToArray();
        Console.WriteLine(
            $"a whole rehearsal here, medians of {rounds}\n    phase          ms  git processes  their ms  share"
        );
        foreach (var name in runs[0].Phases.Select(phase => phase.Name))
        {
            var phases = runs.Select(run => run.Phases.Single(phase => phase.Name == name)).ToArray();
            var (time, git) = (
                Measure.Median(phases.Select(phase => phase.Milliseconds)),
                Measure.Median(phases.Select(phase => phase.Git.Sum(one => one.Milliseconds)))
            );
            Console.WriteLine(
                $"    {name.PadRight(10)} {Measure.Column(time, 6)} "
                    + $"{Measure.Column(Measure.Median(phases.Select(phase => (double)phase.Git.Count)), 14)} "
                    + $"{Measure.Column(git, 9)} {Measure.Column(git / time, 6, "0%")}"
            );
        }

        Console.WriteLine();
    }

    public static void AtOnce(int rounds)
    {
        using var folder = new TempFolder();
        var repo = Make(folder["work"]);
        Dispatch(repo, folder["trace"], "warm");
        var times = Measure.SideBySide(
            rounds,
            round =>
                Parallel.For(
                    0,
                    Many,
                    new ParallelOptions { MaxDegreeOfParallelism = Many },
                    i => Dispatch(repo, null, $"at once {round} {i}")
                ),
            round =>
            {
                for (var i = 0; i < Many; i++)
                    Dispatch(repo, null, $"in sequence {round} {i}");
            }
        );
        Console.WriteLine(
            $"{Many} rehearsals at once against {Many} in sequence\n    {times[0]:0} ms / {times[1]:0} ms = "
                + $"{times[0] / times[1]:0.00} ({Environment.ProcessorCount} cores)\n"
        );
    }

    private static GitRepo Make(string path)
    {
        var repo = GitRepo.Init(path);
        repo.Write("src/app.txt", "one\n");
        repo.Commit("First", "README.md", "# Shop\n");
        return repo;
    }

    private static LocalRunTimes Dispatch(GitRepo repo, string? trace, string prompt)
    {
        var environment = new Dictionary<string, string?>
        {
            ["NO_COLOR"] = "1",
            ["HOME"] = Repository.UserHome,
            ["GIT_TRACE2_EVENT"] = trace,
        };
        if (trace is not null)
            Directory.CreateDirectory(trace);
        var begun = DateTimeOffset.UtcNow;
        var outcome = Launch.Run(
            repo.Path,
            environment,
            BuildSh,
            "--target=OneShot",
            "--forge=local",
            "--agent=rehearsal",
            "--output=json",
            "--prompt=" + prompt
        );
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException(outcome.All);
        var ended = DateTimeOffset.UtcNow;
        if (trace is null)
            return new LocalRunTimes([]);
        var id = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("id").GetString();
        var times = LocalRunTimes.Read(repo[$".git/oneshot/runs/{id}/run.json"], trace, begun, ended);
        Directory.Delete(trace, recursive: true);
        return times;
    }
}
