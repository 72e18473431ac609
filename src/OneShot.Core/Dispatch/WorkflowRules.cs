using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Core.Dispatch;

/// <summary>Refuses a workflow that would not take a one-shot, before anything is made.</summary>
internal static class WorkflowRules
{
    /// <summary>The workflow of a dispatch that names none.</summary>
    public const string DefaultFile = "one-shot.yml";

    /// <summary>Where workflows are.</summary>
    internal const string Folder = ".github/workflows/";

    /// <summary>Checks a workflow against what is sent to it.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="workflow">What the file says.</param>
    /// <param name="inputs">What will be sent; values may be unknown still.</param>
    /// <exception cref="OneShotException">OS3017 to OS3020, OS3080, or
    /// OS2014 for a value that is none of an input's choices.</exception>
    public static void Check(string path, WorkflowDeclaration workflow, IReadOnlyDictionary<string, string> inputs)
    {
        if (workflow.Inputs is not { } declared)
            throw OneShotErrors.WorkflowWithoutDispatch(path);
        if (workflow.RunName?.Contains("inputs.distinct_id", StringComparison.Ordinal) != true)
            throw OneShotErrors.WorkflowWithoutRunName(path);

        var names = declared.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var missing = inputs.Keys.Where(name => !names.Contains(name)).ToArray();
        if (missing is [DispatchInputs.Options])
            throw OneShotErrors.WorkflowLacksOptions(path, $"what was chosen ({inputs[DispatchInputs.Options]})");
        if (missing.Length > 0)
            throw OneShotErrors.WorkflowLacksInputs(path, string.Join(", ", missing));

        var required = declared
            .Where(input => input.IsRequired && !inputs.ContainsKey(input.Name))
            .Select(input => input.Name)
            .ToArray();
        if (required.Length > 0)
            throw OneShotErrors.WorkflowRequiresInputs(path, string.Join(", ", required));

        foreach (var input in declared)
        {
            if (
                input.Choices is { } choices
                && inputs.TryGetValue(input.Name, out var value)
                && value.Length > 0
                && !choices.Contains(value)
            )
                throw OneShotErrors.ArgumentInvalid(
                    input.Name,
                    value,
                    $"one of the choices that '{path}' declares: {string.Join(", ", choices)}"
                );
        }
    }
}
