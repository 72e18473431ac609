using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Scaffolding;

/// <summary>
/// Finds out what a repository's workflows are to be written for: what is
/// asked now, else what an earlier time was asked, else what is usual.
/// </summary>
internal static partial class ScaffoldChoice
{
    private const string UsualRunner = "ubuntu-latest";

    /// <summary>Chooses.</summary>
    /// <param name="request">What is asked now.</param>
    /// <param name="workflow">The workflow that is there; <see langword="null"/> when there is none.</param>
    /// <param name="project">Finds the project where neither tells it.</param>
    /// <param name="attributes">The repository's own attributes of files.</param>
    public static ScaffoldOptions For(
        ScaffoldRequest request,
        string? workflow,
        Func<string> project,
        string? attributes
    )
    {
        var agent = AgentName.Parse(request.Agent);
        return new ScaffoldOptions(
            agent != AgentName.Auto ? agent : AgentOf(workflow) ?? AgentName.Default,
            request.Runner ?? WorkflowBlank.Runner.In(workflow) ?? UsualRunner,
            request.Project ?? WorkflowBlank.Project.In(workflow) ?? project(),
            request.Ghes || (workflow is not null && Scaffold.IsForEnterpriseServer(workflow))
        )
        {
            Command = ScaffoldOptions.CommandIn(WorkflowBlank.Start.In(workflow)),
            HasLargeFiles =
                LargeFiles().IsMatch(attributes ?? string.Empty)
                || workflow?.Contains(Scaffold.WithLargeFiles, StringComparison.Ordinal) == true,
        };
    }

    /// <summary>The agent of a run that is told none.</summary>
    public static string? AgentOf(string? workflow) =>
        WorkflowBlank.Agent.In(workflow) is { } name && AgentName.All.Contains(name) ? name : null;

    [GeneratedRegex(@"^[^#\n]*\sfilter=lfs(?:\s|\z)", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex LargeFiles();
}
