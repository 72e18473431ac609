using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneShot.Testing.Faces;

namespace OneShot.EndToEnd.Tests.Faces;

/// <summary>
/// What happens to a user, through whichever face, written down without what differs each time: times, ids, addresses.
/// </summary>
public sealed partial class Scenario(IFace face) : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly PeerRepository _peer = new(files: face.Files);
    private readonly Dictionary<string, string> _names = [];
    private readonly List<string> _lines = [];

    public string Play()
    {
        var user = new Dictionary<string, string?>(_peer.Environment)
        {
            ["NO_COLOR"] = "1",
            ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
        };
        var repo = _peer.Clone();
        var before = repo.Git("status", "--porcelain=v2", "--branch");
        Dictionary<string, string> asked = new()
        {
            ["prompt"] = "Add a \"--verbose\" flag & more",
            ["agent"] = "claude",
            ["model"] = "opus",
            ["slug"] = "Verbose!",
        };

        Ask("dispatch", repo, user, asked);
        Ask("bad prompt", repo, user, new() { ["prompt-file"] = _peer.Folder.Write("blank.txt", " \n") });
        Ask("no token", repo, new(user) { ["GH_TOKEN"] = "", ["GIT_TERMINAL_PROMPT"] = "0" }, asked);
        _peer.Bare.Hook("pre-receive", "echo no > /dev/stderr; exit 1");
        Ask("refused push", repo, user, asked);
        File.Delete(_peer.Bare["hooks/pre-receive"]);
        _peer.Fault("status", "POST", "/pulls", status: 403, body: "{\"message\":\"no\"}");
        var begun = Ask("no pull request", repo, user, asked)["resume"]!.ToString();
        _peer.Repair();
        Ask("resume", repo, user, new() { ["resume"] = begun });

        repo.Git("status", "--porcelain=v2", "--branch").ShouldBe(before);
        foreach (var pull in _peer.Pulls)
            Tell(
                "pull request",
                new JsonObject
                {
                    ["title"] = pull!["title"]!.DeepClone(),
                    ["draft"] = pull["draft"]!.DeepClone(),
                    ["head"] = pull["head_ref"]!.DeepClone(),
                    ["body"] = pull["body"]!.DeepClone(),
                }
            );
        foreach (var run in _peer.Runs)
            Tell("run", run!["inputs"]!);
        _lines.Add($"branches: {string.Join(' ', _peer.Branches.Order())}\n");
        return Same(string.Join('\n', _lines));
    }

    public void Dispose() => _peer.Dispose();

    private JsonObject Ask(
        string what,
        GitRepo repo,
        Dictionary<string, string?> environment,
        Dictionary<string, string> arguments
    )
    {
        var result = _peer.Folder["result.json"];
        File.Delete(result);
        var outcome = face.Ask(
            repo.Path,
            environment,
            new Dictionary<string, string>(arguments) { ["result"] = result }
        );
        File.Exists(result).ShouldBeTrue($"{what}: {outcome.All}");
        outcome.All.ShouldNotContain(_peer.Token);
        var json = JsonNode.Parse(File.ReadAllText(result))!.AsObject();
        if ((json["id"] ?? json["resume"]) is { } id)
            _names.TryAdd(id.ToString(), $"ID{_names.Count + 1}");

        // Each face says in its own words what to type next, and the same in its output as in the JSON.
        if (json["error"] is { } error)
        {
            Words(outcome.All)
                .ShouldContain(
                    Words($"{error["code"]}: {error["message"]} {error["next"]}"),
                    customMessage: $"{what}: {outcome.All}"
                );
            error.AsObject().Remove("message");
            error.AsObject().Remove("next");
        }

        var exit = json["error"] is { } failed ? failed["code"]!.ToString()[2] - '0' : 0;
        if (face.HasExitCodes)
            outcome.ExitCode.ShouldBe(exit, outcome.All);
        else
            outcome.ExitCode.ShouldBe(exit == 0 ? 0 : 1, outcome.All);
        Tell(what, json);
        return json;
    }

    private void Tell(string what, JsonNode facts) => _lines.Add($"{what}: {facts.ToJsonString(Readable)}");

    private string Same(string text)
    {
        foreach (var (id, name) in _names)
            text = text.Replace(id, name, StringComparison.Ordinal);
        text = text.Replace(_peer.FullName, "acme/shop", StringComparison.Ordinal)
            .Replace(_peer.Url, "https://github", StringComparison.Ordinal);
        return Times().Replace(Hashes().Replace(RunIds().Replace(text, "run-id"), "sha"), "-time");
    }

    // A host may break lines, and MSBuild says "error OS2002: ...".
    private static string Words(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"-\d\d-\d\d-\d{4}(-\d+)?")]
    private static partial Regex Times();

    [GeneratedRegex(@"\b[0-9a-f]{40}\b|\b[0-9a-f]{10}\b")]
    private static partial Regex Hashes();

    [GeneratedRegex(@"(?<=runs/|""run_id"": "")\d+")]
    private static partial Regex RunIds();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
