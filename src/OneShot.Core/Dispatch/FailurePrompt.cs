using OneShot.Core.Errors;
using OneShot.Core.Failures;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Makes a prompt of what failed, and the key that keeps the same failures of the same commit from being dispatched
/// twice.
/// </summary>
internal sealed class FailurePrompt(VerbPorts ports, string remote, bool allowsDirty)
{
    private const int MostNamed = 5;

    /// <summary>Reads and writes it.</summary>
    /// <param name="sources">Where it is told what failed.</param>
    /// <param name="own">What the user says about it; stands before it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The prompt and the key.</returns>
    /// <exception cref="OneShotException">OS2040 to OS2043, OS2120 or OS2121.</exception>
    public async Task<(Prompt Prompt, string Key)> ReadAsync(
        IReadOnlyList<FailureSource> sources,
        Prompt? own,
        CancellationToken cancellationToken
    )
    {
        var state = await ports.Repository.DescribeAsync(remote, cancellationToken).ConfigureAwait(false);
        var head = await ports.Repository.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        var reader = new FailureReader(
            ports.Files,
            ports.BinaryLogs,
            ports.CallerFolder,
            state.WorkTree ?? state.CommonDirectory,
            ports.Secrets,
            ports.Reporter
        );
        var (failures, files) = reader.Read(sources, cancellationToken);
        var seen = await SeenAsync(failures, state, head, cancellationToken).ConfigureAwait(false);
        var tests = FailureMarkdown.Count(failures.Count(failure => failure.Kind == FailureKind.Test), "failing test");
        var errors = FailureMarkdown.Count(failures.Count(failure => failure.Kind == FailureKind.Error), "error");
        ports.Reporter.Progress($"{tests} and {errors} in {FailureMarkdown.Count(files, "file")}");
        var text = FailureMarkdown.Write(failures, seen);
        var prompt = PromptRules.FromText(
            own is null ? text : $"{own.Text}\n{text}",
            PromptSource.Failures,
            "what failed"
        );
        return (prompt, FailureFingerprint.KeyOf(failures, seen.IsDirty ? $"{head.Commit} with changes" : head.Commit));
    }

    // A branch holds what is committed, so nobody is told of an error in what is not, unless the user wants that.
    private async Task<SeenAt> SeenAsync(
        IReadOnlyList<Failure> failures,
        RepositoryState state,
        Head head,
        CancellationToken cancellationToken
    )
    {
        if (state.WorkTree is null || head.Commit is not { } commit)
            return new SeenAt(head.Commit);
        var differing = await ports.Repository.DifferingFilesAsync(cancellationToken).ConfigureAwait(false);
        var among = UncommittedFiles.Among(failures, differing);
        if (among.Count == 0)
            return new SeenAt(commit) { Elsewhere = differing.Count(file => file.IsTracked) };
        var files = among.Select(file => SafeText.Excerpt(file, 200));
        var named = Few.Of(files, among.Count, MostNamed);
        if (!allowsDirty)
            throw OneShotErrors.FailuresNotCommitted(named, commit[..Math.Min(12, commit.Length)]);
        ports.Reporter.Warn(
            $"{named} {(among.Count == 1 ? "differs" : "differ")} from the commit that is checked out; "
                + "the branch will not hold that, and no commit is named to the agent."
        );
        return new SeenAt(null) { Uncommitted = among };
    }
}
