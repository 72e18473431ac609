using System.Diagnostics;
using System.Globalization;
using System.Text;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Agents.Rehearsal;

/// <summary>
/// No model: shows every step of a one-shot with real files. Ranks the repository's files
/// against the prompt, plans a document of that, and writes it; and says so everywhere.
/// </summary>
internal sealed class RehearsalAgent(AgentTask task, Action<string> activity)
{
    private const string Notice = "This is a rehearsal: no model was used.";

    public async Task<AgentUsage> RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using (var log = new AgentLog(task.LogPath, KnownSecrets.None))
            log.Write(Notice);
        var impl = Path.Combine(task.Folder, PlanFiles.Folder);
        if (task.Phase == AgentPhase.Plan)
            await PlanAsync(impl, cancellationToken).ConfigureAwait(false);
        else
            await ImplementAsync(cancellationToken).ConfigureAwait(false);
        var usage = new AgentUsage(1, 0, 0, 0, Math.Round(watch.Elapsed.TotalSeconds, 1), null);
        task.Used?.Invoke(usage);
        return usage;
    }

    private async Task PlanAsync(string impl, CancellationToken cancellationToken)
    {
        var prompt = Encoding.UTF8.GetString(
            ImplFolder.In(task.Folder).Read(PlanFiles.Task, PromptRules.Limit) ?? throw OneShotErrors.PromptGone()
        );
        activity("ranking the repository's files against the prompt");
        var ranked = new FileRanking(task.Folder).Against(prompt, 8, cancellationToken);
        var title = SafeText.Excerpt(prompt.Split('\n').First(line => line.Trim().Length > 0), 60);
        var document = $"docs/oneshot/{task.OneShotVariables.GetValueOrDefault("ONESHOT_ID", AgentName.Rehearsal)}.md";
        var plan = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"# {title}\n\n## Context\n\n{Notice} It shows what a one-shot does with this repository.\n\nThe "
                    + $"prompt:\n\n{SafeText.Fenced(prompt, 20_000).Block}\n\n"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"## Changes\n\n- `{document}`: new, what was found and what an agent would look at first.\n\n## "
                    + $"Implementation details\n\nThe files whose names and contents share the most words with the "
                    + $"prompt:\n\n"
            );
        foreach (var (path, words) in ranked)
            plan.Append(CultureInfo.InvariantCulture, $"- `{path}` ({string.Join(", ", words)})\n");
        if (ranked.Count == 0)
            plan.Append("- none: no file of this repository has a word of the prompt.\n");
        plan.Append("\n## Files not changing\n\nEvery file that is here now.\n\n## Verification\n\n")
            .Append(CultureInfo.InvariantCulture, $"`{document}` exists and names the files above.\n");
        activity("writing the plan");
        await File.WriteAllTextAsync(Path.Combine(impl, PlanFiles.Plan), plan.ToString(), cancellationToken)
            .ConfigureAwait(false);
        await File.WriteAllBytesAsync(
                Path.Combine(impl, PlanFiles.PlanResult),
                new PlanResult { Title = $"{title} (rehearsal)" }.Write(),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task ImplementAsync(CancellationToken cancellationToken)
    {
        var plan = Encoding.UTF8.GetString(
            ImplFolder.In(task.Folder).Read(PlanFiles.Plan, Plan.Most * 4)
                ?? throw OneShotErrors.PlanMissing(AgentName.Rehearsal)
        );
        var document =
            plan.Split('`')
                .FirstOrDefault(part =>
                    part.StartsWith("docs/oneshot/", StringComparison.Ordinal)
                    && part.EndsWith(".md", StringComparison.Ordinal)
                    && !part.Contains("..", StringComparison.Ordinal)
                )
            ?? throw OneShotErrors.AgentFailed(AgentName.Rehearsal, "the plan is not one of a rehearsal.");
        activity($"writing {document}");
        var path = Path.Combine(task.Folder, document);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, $"<!-- {Notice} -->\n{plan}", cancellationToken).ConfigureAwait(false);
    }
}
