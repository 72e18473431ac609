using OneShot.Core.Failures;
using OneShot.Core.Prompts;
using OneShot.Core.Settings;

namespace OneShot.Core.Steps;

/// <summary>Makes a prompt of what failed, and the key that keeps the same failures of the same commit from being dispatched twice.</summary>
internal sealed class FailurePrompt(SessionPorts ports, OneShotSettings settings)
{
    /// <summary>Reads and writes it.</summary>
    /// <param name="sources">Where it is told what failed.</param>
    /// <param name="own">What the user says about it; stands before it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The prompt and the key.</returns>
    public async Task<(Prompt Prompt, string Key)> ReadAsync(IReadOnlyList<FailureSource> sources, Prompt? own, CancellationToken cancellationToken)
    {
        var state = await ports.Repository.DescribeAsync(settings.Remote ?? "origin", cancellationToken).ConfigureAwait(false);
        var head = await ports.Repository.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        var reader = new FailureReader(ports.Files, ports.BinaryLogs, ports.CallerFolder, state.WorkTree ?? state.CommonDirectory, ports.Secrets, ports.Reporter);
        var (failures, files) = reader.Read(sources, cancellationToken);
        var tests = failures.Count(failure => failure.Kind == FailureKind.Test);
        ports.Reporter.Progress($"{FailureMarkdown.Count(tests, "failing test")} and {FailureMarkdown.Count(failures.Count - tests, "error")} in {FailureMarkdown.Count(files, "file")}");
        var text = FailureMarkdown.Write(failures, head);
        return (PromptRules.FromText(own is null ? text : $"{own.Text}\n{text}", PromptSource.Failures, "what failed"), FailureFingerprint.KeyOf(failures, head.Commit));
    }
}
