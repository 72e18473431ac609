using OneShot.Core.Journals;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>What a dispatch has answered, or would answer by now, by its journal.</summary>
internal static class JournaledReceipt
{
    /// <summary>What was made; <see langword="null"/> before it is known of which branch.</summary>
    public static DispatchReceipt? Of(Journal? journal) =>
        journal is not { Branch: { } branch }
            ? null
            : new()
            {
                Id = journal.Id,
                Branch = branch,
                Base = journal.Base ?? "",
                PromptSha256 = journal.PromptSha256,
                Commit = journal.Commit,
                PrNumber = journal.PullRequest?.Number,
                PrUrl = journal.PullRequest?.Url,
                RunId = journal.Run?.Id,
                RunUrl = journal.Run?.Url,
                Model = journal.Model,
                Agent = journal.Agent,
                Workflow = journal.Workflow,
                SubmittedBy = journal.SubmittedBy,
            };

    /// <summary>The same as it is told: a preview tells what would be, and nothing that a server would answer.</summary>
    public static DispatchReceipt? Of(Journal? journal, PreviewLog? preview)
    {
        var made = Of(journal);
        return made is null || preview is null
            ? made
            : new PreviewReceipt
            {
                Preview = true,
                Id = made.Id,
                Branch = made.Branch,
                Base = made.Base,
                PromptSha256 = made.PromptSha256,
                Model = made.Model,
                Agent = made.Agent,
                Workflow = made.Workflow,
                Calls = preview.Calls,
                Obstacles = preview.Obstacles,
            };
    }
}
