using System.Text.Json.Nodes;

namespace OneShot.Testing;

/// <summary>How a run of a workflow ended.</summary>
public sealed class WorkflowResult(JsonObject result)
{
    public string Conclusion => (string)result["conclusion"]!;

    public JsonObject Jobs => result["jobs"]!.AsObject();

    /// <summary>Every job and how it ended, such as <c>plan success</c>.</summary>
    public string Outcomes => string.Join(", ", Jobs.Select(job => $"{job.Key} {job.Value!["result"]}"));

    /// <summary>The same of the jobs that ran.</summary>
    public string Ran =>
        string.Join(
            ", ",
            Jobs.Where(job => (string)job.Value!["result"]! != "skipped")
                .Select(job => $"{job.Key} {job.Value!["result"]}")
        );

    public string Log =>
        string.Join('\n', Jobs.SelectMany(job => job.Value!["log"]!.AsArray().Select(line => $"{job.Key}| {line}")));

    public string Summary(string job) => (string)Jobs[job]!["summary"]!;

    public string Output(string job, string name) => (string?)Jobs[job]!["outputs"]![name] ?? "";

    public IEnumerable<string> Annotations =>
        Jobs.SelectMany(job => job.Value!["annotations"]!.AsArray())
            .Select(annotation => $"{annotation!["level"]} {annotation["title"]}: {annotation["message"]}");

    public override string ToString() => $"{Outcomes}\n{Log}";
}
