using System.Globalization;
using OneShot.Bench;
using OneShot.Testing;

// usage: OneShot.Bench [ROUNDS] [faces|sandbox|verify], at least 20 rounds
// for figures that are reported; with a word those of that kind only
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"medians of {rounds} rounds, side by side, on {Environment.ProcessorCount} cores\n");
if (args is [_, "verify"])
{
    VerifyBenchmarks.RoundsAndBaseline(rounds);
    return;
}

if (args is not [_, "sandbox"])
    FaceBenchmarks.ColdAndWarm(rounds);
if (args is [_, "faces"])
    return;
SandboxBenchmarks.StartAndBuild(rounds);
if (args is [_, "sandbox"])
    return;

var start = Benchmarks.WarmStart(rounds);
Benchmarks.WholeDispatch(rounds, start);
Benchmarks.ManyFiles(rounds);
LocalBenchmarks.Phases(rounds);
VerifyBenchmarks.RoundsAndBaseline(rounds);
LocalBenchmarks.AtOnce(Math.Max(1, rounds / 5));
Console.WriteLine($"(the GitHub of these figures: {GitHubPeer.Instance})");
