using System.Text;
using OneShot.Testing;

namespace OneShot.Bench;

/// <summary>The goals of the dispatch, as ratios.</summary>
internal static class Benchmarks
{
    private static readonly string BuildSh = Path.Combine(Repository.Root, "build.sh");

    public static double WarmStart(int rounds)
    {
        using var folder = new TempFolder();
        var environment = new Dictionary<string, string?> { ["HOME"] = Repository.UserHome };
        var times = Measure.SideBySide(
            rounds,
            _ => Good(Launch.Run(folder.Path, environment, BuildSh, "--target=ValidatePrompt", "--prompt=x")),
            _ =>
                Good(
                    Launch.Run(
                        folder.Path,
                        environment,
                        "dotnet",
                        "run",
                        "--project",
                        Path.Combine(Repository.Root, "build"),
                        "--",
                        "--target=ValidatePrompt",
                        "--prompt=x"
                    )
                )
        );
        Print("warm start: build.sh against dotnet run --project build", times[0], times[1], times[0] / times[1], 0.25);
        return times[0];
    }

    public static void WholeDispatch(int rounds, double start)
    {
        using var peer = new PeerRepository();
        var repo = peer.Clone();
        var address = peer.HttpUrl.Replace("http://", $"http://x:{peer.Token}@", StringComparison.Ordinal);
        var floor = Path.Combine(AppContext.BaseDirectory, "floor.sh");
        var times = Measure.SideBySide(
            rounds,
            round => Good(Dispatch(peer, repo, $"dispatch {round}")),
            round =>
                Good(
                    Launch.Run(
                        repo.Path,
                        null,
                        "sh",
                        floor,
                        peer.Api,
                        peer.FullName,
                        peer.Token,
                        address,
                        $"floor{round}"
                    )
                )
        );
        Print(
            $"whole dispatch: against twice the floor plus process start ({start:0} ms)",
            times[0],
            (2 * times[1]) + start,
            times[0] / ((2 * times[1]) + start),
            1.0
        );
        Console.WriteLine(
            $"    the floor itself: {times[1]:0} ms; dispatch without process start: "
                + $"{(times[0] - start) / times[1]:0.00} of it"
        );

        var traced = Dispatch(peer, repo, "counted", "--verbosity=diagnostic");
        var lines = traced.All.Split('\n').Select(line => line.Trim()).ToArray();
        Console.WriteLine(
            $"    git processes: {lines.Count(line => line.StartsWith("git ", StringComparison.Ordinal))}, "
                + $"requests: {lines.Count(line => line.StartsWith("GET http", StringComparison.Ordinal) || line.StartsWith("POST http", StringComparison.Ordinal))}\n"
        );
    }

    public static void ManyFiles(int rounds)
    {
        using var few = new PeerRepository();
        using var many = new PeerRepository();
        Fill(few, 100);
        Fill(many, 100_000);
        var fewRepo = few.Clone("work", "--no-checkout");
        var manyRepo = many.Clone("work", "--no-checkout");
        var times = Measure.SideBySide(
            rounds,
            round => Good(Dispatch(many, manyRepo, $"many {round}")),
            round => Good(Dispatch(few, fewRepo, $"few {round}"))
        );
        Print("dispatch in 100,000 files against 100", times[0], times[1], times[0] / times[1], 1.2);
    }

    private static Outcome Dispatch(PeerRepository peer, GitRepo repo, string prompt, params string[] more) =>
        Launch.Run(
            repo.Path,
            new Dictionary<string, string?>(peer.Environment) { ["NO_COLOR"] = "1" },
            BuildSh,
            ["--target=OneShot", "--prompt=" + prompt, .. more]
        );

    private static void Fill(PeerRepository peer, int files)
    {
        var stream = new StringBuilder(
            "commit refs/heads/main\ncommitter Ada <ada@example.com> 1700000000 +0000\ndata 4\nFill\nfrom "
                + "refs/heads/main^0\n"
        );
        for (var i = 0; i < files; i++)
            stream
                .Append("M 100644 inline dir")
                .Append(i % 317)
                .Append("/sub")
                .Append(i % 31)
                .Append("/file")
                .Append(i)
                .Append(".txt\ndata <<X\n")
                .Append(i)
                .Append("\nX\n");
        Good(Launch.RunWithInput(peer.Bare.Path, null, stream.ToString(), "git", "fast-import", "--quiet", "--force"));
        peer.Bare.Git("repack", "-adq");
    }

    private static void Good(Outcome outcome)
    {
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException(outcome.All);
    }

    private static void Print(string what, double ours, double theirs, double ratio, double goal) =>
        Console.WriteLine(
            $"{what}\n    {ours:0} ms / {theirs:0} ms = {ratio:0.00} (goal: at most {goal:0.00}) "
                + $"{(ratio <= goal ? "met" : "MISSED")}\n"
        );
}
