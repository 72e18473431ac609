using System.Text.RegularExpressions;
using OneShot.Core.Pipeline;
using YamlDotNet.RepresentationModel;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>A job of a workflow's file, read for what the table says of it.</summary>
internal sealed partial class WorkflowFile(YamlMappingNode job)
{
    private static readonly string[] Rights = ["contents", "pull-requests", "issues", "statuses", "checks", "actions"];

    public static Dictionary<string, WorkflowFile> JobsOf(string file)
    {
        using var reader = new StreamReader(Path.Combine(Repository.Root, ".github", "workflows", file));
        var stream = new YamlStream();
        stream.Load(reader);
        var jobs = (YamlMappingNode)stream.Documents[0].RootNode["jobs"];
        return jobs.Children.ToDictionary(one => $"{one.Key}", one => new WorkflowFile((YamlMappingNode)one.Value));
    }

    public string When => Text(job, "if");

    public string Calls => Path.GetFileName(Text(job, "uses"));

    public string Minutes => Text(job, "timeout-minutes");

    public IReadOnlyList<string> Needs =>
        Find(job, "needs") switch
        {
            YamlSequenceNode several => [.. several.Select(need => $"{need}")],
            { } one => [$"{one}"],
            null => [],
        };

    public IReadOnlyList<string> Outputs => Keys(Find(job, "outputs"));

    public JobRights Allowed
    {
        get
        {
            Keys(job["permissions"]).ShouldBeSubsetOf(Rights);
            Access Of(string right) =>
                Enum.TryParse<Access>(Text(job["permissions"], right), true, out var known) ? known : default;
            return new()
            {
                Contents = Of("contents"),
                PullRequests = Of("pull-requests"),
                Issues = Of("issues"),
                Statuses = Of("statuses"),
                Checks = Of("checks"),
                Actions = Of("actions"),
            };
        }
    }

    /// <summary>Named in an expression anywhere in the job, or by the call.</summary>
    public IEnumerable<string> Secrets =>
        Expressions
            .SelectMany(text => Secret().Matches(text))
            .Select(match => match.Groups["name"].Value)
            .Concat(Expressions.Any(HasRunToken) ? [PipelineTable.RunToken] : [])
            .Distinct();

    /// <summary>The tasks as the steps name them: the last of those that come together, and whether alone.</summary>
    public IEnumerable<(string Task, bool IsAlone)> Tasks =>
        Steps.SelectMany(step =>
            Target().Match(Text(step, "run")) is { Success: true } run
                ? [(run.Groups["task"].Value, run.Groups["alone"].Success)]
            : IsProgram(step) && Find(step["with"], "agent") is not null ? [(nameof(PipelineTask.PrepareAgent), true)]
            : Array.Empty<(string, bool)>()
        );

    public IEnumerable<string> Takes =>
        Artifacts("download")
            .Concat(Programs.Any(with => Find(with, "sha256") is not null) ? [PipelineTable.Program] : []);

    public IEnumerable<string> Leaves =>
        Artifacts("upload").Concat(Programs.Any(with => Find(with, "sha256") is null) ? [PipelineTable.Program] : []);

    /// <summary>The agents that a secret is handed to, where only some get it.</summary>
    public IReadOnlyDictionary<string, string[]> AgentsOf =>
        Expressions
            .Select(text => ForAgents().Match(text))
            .Where(match => match.Success)
            .ToDictionary(
                match => match.Groups["name"].Value,
                match => match.Groups["agents"].Value.Replace("\"", "", StringComparison.Ordinal).Split(',')
            );

    private IEnumerable<YamlMappingNode> Steps =>
        Find(job, "steps") is YamlSequenceNode steps ? steps.Cast<YamlMappingNode>() : [];

    private IEnumerable<YamlNode> Programs => Steps.Where(IsProgram).Select(step => step["with"]);

    private IEnumerable<string> Expressions =>
        job
            .AllNodes.OfType<YamlScalarNode>()
            .Select(node => node.Value!)
            .Where(text => text.Contains("${{", StringComparison.Ordinal));

    private IEnumerable<string> Artifacts(string way) =>
        Steps
            .Where(step => Text(step, "uses").StartsWith($"actions/{way}-artifact@", StringComparison.Ordinal))
            .Select(step => Text(step["with"], "name"));

    private static bool HasRunToken(string text) => text.Contains(PipelineTable.RunToken, StringComparison.Ordinal);

    private static bool IsProgram(YamlMappingNode step) =>
        Text(step, "uses").EndsWith("/.github/actions/oneshot", StringComparison.Ordinal);

    private static YamlNode? Find(YamlNode node, string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(key, out var value) ? value : null;

    private static string Text(YamlNode node, string key) => Find(node, key)?.ToString() ?? string.Empty;

    private static string[] Keys(YamlNode? node) =>
        node is YamlMappingNode map ? [.. map.Children.Keys.Select(key => $"{key}")] : [];

    [GeneratedRegex(@"\bsecrets\.(?<name>\w+)")]
    private static partial Regex Secret();

    [GeneratedRegex(@"--target=(?<task>\w+)(?<alone> --exclusive)?")]
    private static partial Regex Target();

    [GeneratedRegex(@"fromJSON\('\[(?<agents>[^\]]*)\]'\), needs\.\w+\.outputs\.agent\) && secrets\.(?<name>\w+)")]
    private static partial Regex ForAgents();
}
