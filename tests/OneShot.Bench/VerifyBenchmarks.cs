using OneShot.Core.Model;
using OneShot.Local;
using OneShot.Local.Store;
using OneShot.Testing;

namespace OneShot.Bench;

/// <summary>What verifying costs beside the command itself, which takes no time here.</summary>
internal static class VerifyBenchmarks
{
    private const int Tests = 5_000;

    private static readonly string BuildSh = Path.Combine(Repository.Root, "build.sh");

    public static void RoundsAndBaseline(int rounds)
    {
        using var folder = new TempFolder();
        var repo = GitRepo.Init(folder["work"]);
        repo.Commit("First", "README.md", "# Shop\n");
        var agent = folder.Write(
            "agent.sh",
            $"cat > /dev/null; if [ \"$ONESHOT_PHASE\" = plan ]; then\n{PlannerScript.Good}\nelse echo x > new.cs; fi\n"
        );
        var (store, seen) = (new LocalBaselines(new LocalStore(folder["store"])), Result());
        store.Keep(seen);
        var number = 0;
        var times = Measure.SideBySide(
            rounds,
            _ => Dispatch("--verify=none"),
            _ => Dispatch("--verify-command=true"),
            _ => Dispatch($"--verify-command=true {number++}"),
            _ => store.Read(seen.Commit, seen.Command)
        );
        Console.WriteLine(
            $"""
            verifying with a command that takes no time, --sandbox=none
                not verified {times[0]:0} ms; verified in a round {times[1]:0} ms; on trunk as well {times[2]:0} ms
                own time of a round and its verdict: {times[1] - times[0]:0} ms (goal: at most 500)
                what is kept of trunk spares {times[2] - times[1]:0} ms, and with {Tests} tests is read in {times[
                3
            ]:0.0} ms (goal: at most 50)

            """
        );

        void Dispatch(string verify)
        {
            var environment = new Dictionary<string, string?> { ["NO_COLOR"] = "1", ["HOME"] = Repository.UserHome };
            string[] asked = ["--target=OneShot", "--forge=local", "--agent=command", $"--agent-command=sh '{agent}'"];
            var outcome = Launch.Run(
                repo.Path,
                environment,
                BuildSh,
                [.. asked, "--prompt=x", "--sandbox=none", verify]
            );
            if (outcome.ExitCode != 0)
                throw new InvalidOperationException(outcome.All);
        }
    }

    private static VerifyResult Result() =>
        new()
        {
            Commit = new string('1', 40),
            Command = "dotnet test",
            ExitCode = 0,
            Tests = Enumerable
                .Range(0, Tests)
                .ToDictionary(i => $"Shop.Tests.Orders.An_order_of_many_words_is_kept({i})", _ => TestState.Passed),
        };
}
