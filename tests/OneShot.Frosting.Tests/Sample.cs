using System.Text.Json;

namespace OneShot.Frosting.Tests;

/// <summary>The sample build, run as a process in a clone of a test's repository.</summary>
public sealed class Sample(PeerRepository peer, GitRepo repo, string host = "")
{
    /// <summary>The build's program.</summary>
    public string Program { get; init; } = Repository.Program("SampleBuild");

    public Dictionary<string, string?> Environment { get; } =
        new(peer.Environment) { ["SAMPLE_HOST"] = host, ["NO_COLOR"] = "1" };

    public Outcome Run(params string[] arguments) =>
        Launch.Run(repo.Path, Environment, "dotnet", [Program, .. arguments]);

    public Launch Start(params string[] arguments) =>
        Launch.Start(repo.Path, Environment, "dotnet", [Program, .. arguments]);

    /// <summary>Starts it and waits until it prints a text on standard error.</summary>
    public static JsonElement Json(Outcome outcome) => JsonDocument.Parse(outcome.Output).RootElement;
}
