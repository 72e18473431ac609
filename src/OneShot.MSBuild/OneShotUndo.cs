using OneShot.Core.Errors;

namespace OneShot.MSBuild;

/// <summary>Removes an earlier one-shot: cancels the run, closes the pull request, deletes the branch.</summary>
public sealed class OneShotUndo : OneShotBuildTask
{
    /// <summary>The one-shot's id.</summary>
    public string? DistinctId { get; set; }

    private protected override async Task WorkAsync(OneShotClientOptions options, CancellationToken cancellationToken)
    {
        var asked = new TaskParameters(this);
        var id = asked.Given("distinct-id").Concat(asked.Given("undo")).FirstOrDefault() ?? DistinctId;
        if (id is not { Length: > 0 })
            throw OneShotErrors.UndoNeedsId();
        using var client = new OneShotClient(options with { Given = asked.Given });
        await client.UndoAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        Answer(Reporter.Gathered[^1], Reporter.Gathered.SkipLast(1));
    }
}
