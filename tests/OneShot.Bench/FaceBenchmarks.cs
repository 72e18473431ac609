using System.Diagnostics;
using OneShot.Testing;
using OneShot.Testing.Faces;

namespace OneShot.Bench;

/// <summary>
/// What each face costs, side by side: the first command in a fresh clone, and every
/// one after it. A preview on this machine: all of a face, and little of the work.
/// </summary>
internal static class FaceBenchmarks
{
    private static readonly Dictionary<string, string> Asked = new()
    {
        ["prompt"] = "Add a --verbose flag",
        ["forge"] = "local",
        ["agent"] = "rehearsal",
        ["preview"] = "true",
    };

    public static void ColdAndWarm(int rounds)
    {
        using var folder = new TempFolder("faces");
        var feed = PackageFeed.Instance;
        (string Name, Func<IFace> Make)[] faces =
        [
            ("Frosting (dotnet run)", () => new BuildFace(feed)),
            ("the tool", () => new ToolFace(feed)),
            ("script (dotnet cake)", () => new ScriptFace(feed)),
            ("MSBuild (dotnet build)", () => new TargetFace(feed)),
            ("library (in a program)", () => new LibraryFace()),
        ];
        var cold = faces.Select(_ => new List<double>()).ToArray();
        for (var clone = 0; clone <= Math.Max(1, rounds / 5); clone++)
        {
            for (var i = 0; i < faces.Length; i++)
            {
                var watch = Stopwatch.StartNew();
                Ask(faces[i].Make(), folder[$"cold-{clone}-{i}"]);
                if (clone > 0)
                    cold[i].Add(watch.Elapsed.TotalMilliseconds); // the first one fills the package cache for all
            }
        }

        var made = faces.Select(face => face.Make()).ToArray();
        var warm = Measure.SideBySide(
            rounds,
            [.. made.Select<IFace, Action<int>>((face, i) => _ => Ask(face, folder[$"warm-{i}"]))]
        );
        Console.WriteLine("a face's first command in a fresh clone, and every one after it, against the tool");
        for (var i = 0; i < faces.Length; i++)
            Console.WriteLine(
                $"    {faces[i].Name.PadRight(24)} cold {Measure.Column(Measure.Median(cold[i]), 6)} ms = "
                    + $"{Measure.Column(Measure.Median(cold[i]) / Measure.Median(cold[1]), 4, "0.00")}   warm "
                    + $"{Measure.Column(warm[i], 5)} ms = {Measure.Column(warm[i] / warm[1], 4, "0.00")}"
            );
        Console.WriteLine();
    }

    private static void Ask(IFace face, string folder)
    {
        if (!Directory.Exists(folder))
        {
            var repo = GitRepo.Init(folder);
            foreach (var (path, text) in face.Files)
                repo.Write(path, text);
            repo.Commit("First", "README.md", "# Shop\n");
        }

        var outcome = face.Ask(folder, new Dictionary<string, string?>(), Asked);
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException(outcome.All);
    }
}
