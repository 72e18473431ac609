using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Doctor;

/// <summary>
/// Whether the workflow on trunk takes a one-shot, by the rules
/// that a dispatch keeps, and whether the forge would start it.
/// </summary>
/// <param name="reader">Reads workflow files.</param>
internal sealed class WorkflowCheck(IWorkflowReader reader)
{
    private const string Name = "workflow";

    /// <summary>What is sent only when it was asked for, and by which arguments.</summary>
    private static readonly (string Input, string Arguments)[] Needing =
    [
        ("model_name", "--model"),
        ("plan_issue_number", "--plan-issue"),
        (
            DispatchInputs.Options,
            $"{string.Join(", ", Arguments.All.Where(argument => argument.Travel is not null && argument.Group != ArgumentGroup.Step).Select(argument => "--" + argument.Name))} "
                + $"and {RepositoryFile.Path}"
        ),
    ];

    /// <summary>Checks the workflow.</summary>
    /// <param name="file">Its file name.</param>
    /// <param name="text">Its text on trunk.</param>
    /// <param name="agent">The agent that a dispatch would name.</param>
    /// <param name="called">The text of the workflow that implements,
    /// on trunk; <see langword="null"/> when there is none.</param>
    /// <param name="state">What the forge says of it.</param>
    public IEnumerable<Check> Of(string file, string text, string agent, string? called, Probe<string?> state)
    {
        var path = ".github/workflows/" + file;
        WorkflowDeclaration? found = null;
        OneShotException? refusal = null;
        try
        {
            found = reader.Read(path, text);
            WorkflowRules.Check(path, found, Sent(agent));
        }
        catch (OneShotException exception)
        {
            refusal = exception;
        }

        if (refusal is not null)
            yield return Check.Fail(Name, refusal);
        else
        {
            var lacking = Needing
                .Where(pair =>
                    found!.Inputs!.All(input => input.Name != pair.Input)
                    && (pair.Input != DispatchInputs.Options || !FileRules.IsOwn(text))
                )
                .ToArray();
            yield return lacking.Length == 0
                ? Check.Pass(Name, $"{file} starts by hand and takes what a dispatch sends")
                : Check.Warn(
                    Name,
                    $"{file} does not declare {string.Join(" and ", lacking.Select(pair => pair.Input))}, so "
                        + $"{string.Join(" or ", lacking.Select(pair => pair.Arguments))} would be refused.",
                    FixOf(lacking[^1].Input)
                );
        }

        if (PlanHashRules.LackOf(file, text, called) is { } lack)
            yield return Check.Warn(Name, lack, PlanHashRules.FixOf(text));

        if (!state.IsKnown)
            yield return state.ToCheck(Name);
        else if (state.Value is null)
            yield return Check.Fail(
                Name,
                $"The forge knows no workflow {file}.",
                "Put the file on the default branch, and check that Actions are enabled"
            );
        else if (state.Value != "active")
            yield return Check.Fail(Name, OneShotErrors.WorkflowDisabled(file, state.Value));
    }

    // OneShotInit's own declare them; an earlier one's lack the last.
    private static string FixOf(string input) =>
        input == DispatchInputs.Options
            ? $"{OneShotCommands.Init}, then commit it to trunk; or declare it under on.workflow_dispatch.inputs"
            : "Declare them under on.workflow_dispatch.inputs";

    private static IReadOnlyDictionary<string, string> Sent(string agent)
    {
        var prompt = PromptRules.FromText("-", PromptSource.Code, "the doctor");
        var sample = new Journal
        {
            Id = "k3x9a2",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Prompt = prompt.Text,
            PromptSha256 = prompt.Sha256,
            Agent = agent,
            Remote = "origin",
            Workflow = WorkflowRules.DefaultFile,
            Branch = "-",
            PullRequest = new JournaledPullRequest(1, "-"),
            SubmittedBy = "-",
        };
        return DispatchInputs.For(sample, prompt);
    }
}
