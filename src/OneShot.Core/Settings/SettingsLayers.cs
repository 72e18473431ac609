namespace OneShot.Core.Settings;

/// <summary>Lays settings over others, each by its name: one that is forgotten here is found by a test.</summary>
internal static class SettingsLayers
{
    /// <summary>What is asked in one place, and where that leaves something out, what is asked in another.</summary>
    /// <param name="upper">The settings that win.</param>
    /// <param name="lower">The settings under them.</param>
    /// <returns>New settings.</returns>
#pragma warning disable MA0051 // a line for each setting, and nothing that could go wrong between them
    public static OneShotSettings Over(this OneShotSettings upper, OneShotSettings lower)
    {
        ArgumentNullException.ThrowIfNull(upper);
        ArgumentNullException.ThrowIfNull(lower);
        return new OneShotSettings
        {
            Prompt = upper.Prompt ?? lower.Prompt,
            PromptFile = upper.PromptFile ?? lower.PromptFile,
            PromptsFile = upper.PromptsFile ?? lower.PromptsFile,
            Parallel = upper.Parallel ?? lower.Parallel,
            PerMinute = upper.PerMinute ?? lower.PerMinute,
            PerHour = upper.PerHour ?? lower.PerHour,
            FromTrx = upper.FromTrx ?? lower.FromTrx,
            FromJunit = upper.FromJunit ?? lower.FromJunit,
            FromSarif = upper.FromSarif ?? lower.FromSarif,
            FromLog = upper.FromLog ?? lower.FromLog,
            FromBinlog = upper.FromBinlog ?? lower.FromBinlog,
            AllowDirty = upper.AllowDirty || lower.AllowDirty,
            PromptSource = upper.PromptSource,
            Model = upper.Model ?? lower.Model,
            Agent = upper.Agent ?? lower.Agent,
            Base = upper.Base ?? lower.Base,
            PlanIssue = upper.PlanIssue ?? lower.PlanIssue,
            Slug = upper.Slug ?? lower.Slug,
            Workflow = upper.Workflow ?? lower.Workflow,
            Ref = upper.Ref ?? lower.Ref,
            Repo = upper.Repo ?? lower.Repo,
            Remote = upper.Remote ?? lower.Remote,
            Forge = upper.Forge ?? lower.Forge,
            Checkout = upper.Checkout || lower.Checkout,
            NoHooks = upper.NoHooks || lower.NoHooks,
            Preview = upper.Preview || lower.Preview,
            Log = upper.Log || lower.Log,
            Watch = upper.Watch || lower.Watch,
            Limit = upper.Limit ?? lower.Limit,
            WatchMinutes = upper.WatchMinutes ?? lower.WatchMinutes,
            Resume = upper.Resume ?? lower.Resume,
            Again = upper.Again || lower.Again,
            Undo = upper.Undo ?? lower.Undo,
            Open = upper.Open || lower.Open,
            IdempotencyKey = upper.IdempotencyKey ?? lower.IdempotencyKey,
            BranchName = upper.BranchName ?? lower.BranchName,
            PrNumber = upper.PrNumber ?? lower.PrNumber,
            DistinctId = upper.DistinctId ?? lower.DistinctId,
            SubmittedBy = upper.SubmittedBy ?? lower.SubmittedBy,
            PromptSha256 = upper.PromptSha256 ?? lower.PromptSha256,
            IssueNumber = upper.IssueNumber ?? lower.IssueNumber,
            PlanComment = upper.PlanComment ?? lower.PlanComment,
            PlanSha256 = upper.PlanSha256 ?? lower.PlanSha256,
            Options = upper.Options ?? lower.Options,
            HandOver = upper.HandOver ?? lower.HandOver,
            RunId = upper.RunId ?? lower.RunId,
            RunUrl = upper.RunUrl ?? lower.RunUrl,
            BuiltInToken = upper.BuiltInToken || lower.BuiltInToken,
            Force = upper.Force || lower.Force,
            Runner = upper.Runner ?? lower.Runner,
            Project = upper.Project ?? lower.Project,
            Ghes = upper.Ghes || lower.Ghes,
            Fix = upper.Fix || lower.Fix,
            Output = upper.Output ?? lower.Output,
            Result = upper.Result ?? lower.Result,
            OnFailure = upper.OnFailure ?? lower.OnFailure,
            Detach = upper.Detach || lower.Detach,
            PlanMinutes = upper.PlanMinutes ?? lower.PlanMinutes,
            ImplementMinutes = upper.ImplementMinutes ?? lower.ImplementMinutes,
            Timeout = upper.Timeout ?? lower.Timeout,
            RetrySeconds = upper.RetrySeconds ?? lower.RetrySeconds,
            MaxTurns = upper.MaxTurns ?? lower.MaxTurns,
            MaxCostUsd = upper.MaxCostUsd ?? lower.MaxCostUsd,
            AgentCommand = upper.AgentCommand ?? lower.AgentCommand,
            AgentEnv = upper.AgentEnv ?? lower.AgentEnv,
            ProtectedPaths = upper.ProtectedPaths ?? lower.ProtectedPaths,
            Protect = upper.Protect ?? lower.Protect,
            Filters = upper.Filters ?? lower.Filters,
            Sandbox = upper.Sandbox ?? lower.Sandbox,
            AllowHost = upper.AllowHost ?? lower.AllowHost,
            VerifiedCommits = upper.VerifiedCommits || lower.VerifiedCommits,
            Verify = upper.Verify ?? lower.Verify,
            VerifyCommand = upper.VerifyCommand ?? lower.VerifyCommand,
            VerifyMinutes = upper.VerifyMinutes ?? lower.VerifyMinutes,
            VerifyBaseline = upper.VerifyBaseline ?? lower.VerifyBaseline,
            Rounds = upper.Rounds ?? lower.Rounds,
            DeliveredCommit = upper.DeliveredCommit ?? lower.DeliveredCommit,
            StaysDraft = upper.StaysDraft || lower.StaysDraft,
            CanVerify = upper.CanVerify || lower.CanVerify,
            CanAwaitChecks = upper.CanAwaitChecks || lower.CanAwaitChecks,
            TrustRepositoryFile = upper.TrustRepositoryFile || lower.TrustRepositoryFile,
            HttpTimeout = upper.HttpTimeout ?? lower.HttpTimeout,
            RunTimeout = upper.RunTimeout ?? lower.RunTimeout,
            GitTimeout = upper.GitTimeout ?? lower.GitTimeout,
        };
    }
#pragma warning restore MA0051
}
