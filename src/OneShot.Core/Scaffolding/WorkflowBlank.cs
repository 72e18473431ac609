using System.Text.RegularExpressions;

namespace OneShot.Core.Scaffolding;

/// <summary>
/// A place in the workflows that each repository fills in for itself: known by what stands around it, so that it is
/// found, read and filled whatever stands there.
/// </summary>
/// <param name="form">What stands around it; what it matches is the place.</param>
internal sealed partial class WorkflowBlank(Regex form)
{
    private const RegexOptions Lines = RegexOptions.Multiline | RegexOptions.CultureInvariant;

    /// <summary>The agent of a run that is told none.</summary>
    public static WorkflowBlank Agent { get; } = new(AgentForm());

    /// <summary>The label of the runner.</summary>
    public static WorkflowBlank Runner { get; } = new(RunnerForm());

    /// <summary>The project that the program is built from, or the tool.</summary>
    public static WorkflowBlank Project { get; } = new(ProjectForm());

    /// <summary>How the first line says that a one-shot is started.</summary>
    public static WorkflowBlank Start { get; } = new(StartForm());

    /// <summary>The version of the tool that a workflow installs.</summary>
    public static WorkflowBlank ToolVersion { get; } = new(ToolVersionForm());

    /// <summary>The action that keeps artifacts, and its version.</summary>
    public static WorkflowBlank Upload { get; } = new(UploadForm());

    /// <summary>The action that gets artifacts, and its version.</summary>
    public static WorkflowBlank Download { get; } = new(DownloadForm());

    /// <summary>The line by which an artifact replaces an earlier one.</summary>
    public static WorkflowBlank Overwrite { get; } = new(OverwriteForm());

    /// <summary>The end of the checkout that an agent works in; deliver's, which needs no content, differs.</summary>
    public static WorkflowBlank AgentCheckout { get; } = new(AgentCheckoutForm());

    /// <summary>The secrets that a step which verifies gets by name.</summary>
    public static WorkflowBlank HandedSecrets { get; } = new(HandedSecretsForm());

    /// <summary>The secrets that the workflow which is called takes beside those of every repository.</summary>
    public static WorkflowBlank DeclaredSecrets { get; } = new(DeclaredSecretsForm());

    /// <summary>The same, where they are passed to it.</summary>
    public static WorkflowBlank PassedSecrets { get; } = new(PassedSecretsForm());

    /// <summary>The right of the jobs that verify, and of the one that calls them, to read packages.</summary>
    public static WorkflowBlank PackagesRight { get; } = new(PackagesRightForm());

    /// <summary>What stands there.</summary>
    /// <returns>The first of it; <see langword="null"/> where there is no such place.</returns>
    public string? In(string? workflow) =>
        workflow is not null && form.Match(workflow) is { Success: true } match ? match.Value : null;

    /// <summary>Puts something else there, everywhere.</summary>
    public string Fill(string workflow, string text) => form.Replace(workflow, _ => text);

    [GeneratedRegex(@"(?<=\bvars\.ONESHOT_AGENT \|\| ')[^'\n]+(?=')", Lines, 10_000)]
    private static partial Regex AgentForm();

    [GeneratedRegex(@"(?<=\bvars\.ONESHOT_RUNNER \|\| ')[^'\n]+(?=')", Lines, 10_000)]
    private static partial Regex RunnerForm();

    [GeneratedRegex(
        @"(?<=^ +build: (?:\$\{\{[^\n]* && ')?)(?:[^\s']+\.csproj|tool)(?=(?:' \|\| '' \}\})?$)",
        Lines,
        10_000
    )]
    private static partial Regex ProjectForm();

    [GeneratedRegex(@"(?<=^# [^\n]+ Started by: )[^\n]+(?=,$)", Lines, 10_000)]
    private static partial Regex StartForm();

    [GeneratedRegex(@"(?<=^  tool-version:\n    description: [^\n]+\n    default: )\S+", Lines, 10_000)]
    private static partial Regex ToolVersionForm();

    [GeneratedRegex(@"(?<=\buses: )actions/upload-artifact@[0-9a-f]{40} # v\S+", Lines, 10_000)]
    private static partial Regex UploadForm();

    [GeneratedRegex(@"(?<=\buses: )actions/download-artifact@[0-9a-f]{40} # v\S+", Lines, 10_000)]
    private static partial Regex DownloadForm();

    [GeneratedRegex(@"^ +overwrite: true\n", Lines, 10_000)]
    private static partial Regex OverwriteForm();

    [GeneratedRegex(
        @"(?<=--target=Verify(?:Baseline|Implementation) --exclusive[^\n]*\n +working-directory: work\n +env:\n)",
        Lines,
        10_000
    )]
    private static partial Regex HandedSecretsForm();

    [GeneratedRegex(@"(?<=^ +ONESHOT_TOKEN: \{ required: false \}\n)", Lines, 10_000)]
    private static partial Regex DeclaredSecretsForm();

    [GeneratedRegex(@"(?<=^    secrets:\n(?:      [^\n]*\n)*      ONESHOT_TOKEN: \$[^\n]*\n)", Lines, 10_000)]
    private static partial Regex PassedSecretsForm();

    // A job that calls a workflow has to have the rights of that one's jobs: it is the one that may push.
    [GeneratedRegex(
        @"(?<=^  (?:baseline|verify):\n(?:    [^\n]*\n){0,3}    permissions:\n      contents: read\n)"
            + @"|(?<=^  implement:\n(?:    [^\n]*\n){0,3}    permissions:\n      contents: write\n)",
        Lines,
        10_000
    )]
    private static partial Regex PackagesRightForm();

    [GeneratedRegex(@"(?<=^ +path: work\n +persist-credentials: false\n)", Lines, 10_000)]
    private static partial Regex AgentCheckoutForm();
}
