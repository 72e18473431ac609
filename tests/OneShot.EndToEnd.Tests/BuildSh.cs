using System.Text.Json;

namespace OneShot.EndToEnd.Tests;

/// <summary>This repository's own <c>build.sh</c>, run as a process in a clone of a test's repository.</summary>
public sealed class BuildSh(PeerRepository peer, GitRepo repo)
{
    private static readonly string Script = Path.Combine(Repository.Root, "build.sh");

    // Built before the first test looks at what happens when: these tests are about the program, not about its build.
    static BuildSh() =>
        Launch.Run(Repository.Root, new Dictionary<string, string?>(), Script, "--help").ExitCode.ShouldBe(0);

    public Dictionary<string, string?> Environment { get; } = new(peer.Environment) { ["NO_COLOR"] = "1" };

    public Outcome Run(params string[] arguments) => Launch.Run(repo.Path, Environment, Script, arguments);

    public Outcome RunWithInput(string input, params string[] arguments) =>
        Launch.RunWithInput(repo.Path, Environment, input, Script, arguments);

    public Launch Start(params string[] arguments) => Launch.Start(repo.Path, Environment, Script, arguments);

    public (Outcome Outcome, JsonElement Json) RunJson(params string[] arguments)
    {
        var outcome = Run([.. arguments, "--output=json"]);
        return (outcome, Json(outcome));
    }

    public static JsonElement Json(Outcome outcome)
    {
        outcome.Output.Count(c => c == '\n').ShouldBe(1, outcome.All);
        return JsonDocument.Parse(outcome.Output).RootElement;
    }
}
