using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.GitHub;

/// <summary>What people are told of a GitHub, and type there: <c>gh</c>'s commands.</summary>
/// <param name="name">The repository with its host, as <c>gh</c> takes it.</param>
internal sealed partial class GitHubWords(string name) : IForgeWords
{
    public string Place => name;

    public string Worker => "A workflow";

    public string InsteadOfAgain => "on GitHub the jobs of the run are run again";

    public string Starting(string workflow, string start, string agent) => $"starting {workflow} on {start}";

    public string? Retry(RunReference run) =>
        PageOf(run.Url) is { } page
            ? $"To try again, re-run the failed jobs of the [run]({run.Url}): "
                + $"`gh run rerun {page.Id} --failed --repo {page.Repository}`"
            : null;

    public string AfterRefusal(RunReference run)
    {
        var command = PageOf(run.Url) is { } page ? $": `gh run rerun {page.Id} --repo {page.Repository}`" : ".";
        return "Re-running the failed jobs would refuse the same again. To have it planned and implemented again, "
            + $"which may cost as much again, re-run all jobs of the [run]({run.Url}){command}";
    }

    public string? AfterTakenOut(RunReference run, string artifact) =>
        PageOf(run.Url) is null
            ? null
            : $"What was taken out is in the artifact `{artifact}` of the [run]({run.Url}). Re-running its job "
                + "`start` runs the agent again on what is delivered, knowing what was taken out, which may cost as "
                + "much again.";

    public string? Download(RunReference run, string artifact, string folder) =>
        PageOf(run.Url) is { } page
            ? $"gh run download {page.Id} --repo {page.Repository} --name {artifact} --dir {folder}"
            : null;

    public string? AfterKept(RunReference run) => null;

    public string? Log(RunReference run) =>
        PageOf(run.Url) is { } page ? $"read the log: gh run view {page.Id} --repo {page.Repository} --log" : run.Url;

    public string ImplementOwn => $"gh workflow run plan-implement.yml -f issue_number=N --repo {name}";

    public string Implement(RunReference run, PlanReference plan)
    {
        (string Name, string? Value)[] inputs =
        [
            ("issue_number", plan.Issue.ToString(CultureInfo.InvariantCulture)),
            ("branch_name", plan.Branch),
            ("pr_number", plan.PullRequest.ToString(CultureInfo.InvariantCulture)),
            ("distinct_id", run.Id),
            ("agent", AgentName.All.Contains(run.Agent) ? run.Agent : null),
            ("model_name", plan.Model),
        ];
        var given = inputs
            .Where(input => input.Value is not null)
            .Select(input => $"-f {input.Name}={ShellWord.Of(input.Value!)}");
        return $"gh workflow run plan-implement.yml {string.Join(' ', given)} --repo {name}";
    }

    // A run's number and repository, where its page is a GitHub's.
    private static (string Id, string Repository)? PageOf(string? run) =>
        Page().Match(run ?? string.Empty) is { Success: true } page
            ? (page.Groups["id"].Value, page.Groups["repository"].Value)
            : null;

    [GeneratedRegex(
        @"\Ahttps?://(?<repository>[^/\s`]+/[\w.-]+/[\w.-]+)/actions/runs/(?<id>\d+)\z",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Page();
}
