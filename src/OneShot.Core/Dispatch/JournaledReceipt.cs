using OneShot.Core.Journals;

namespace OneShot.Core.Dispatch;

/// <summary>What a dispatch has answered, or would answer by now, by its journal.</summary>
internal static class JournaledReceipt
{
    public static Receipt Of(Journal journal) =>
        new()
        {
            Id = journal.Id,
            Branch = journal.Branch,
            Base = journal.Base,
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
}
