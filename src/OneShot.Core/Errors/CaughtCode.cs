namespace OneShot.Core.Errors;

/// <summary>
/// The codes of errors that somebody catches, or a compiler tells, each called like its method of <see cref="OneShotErrors"/>.
/// </summary>
internal static class CaughtCode
{
    /// <summary>Of <see cref="OneShotErrors.TaskFailed"/>.</summary>
    public const string TaskFailed = "OS1002";

    /// <summary>Of <see cref="OneShotErrors.ArgumentRenamed"/>.</summary>
    public const string ArgumentRenamed = "OS2033";

    /// <summary>Of <see cref="OneShotErrors.PlanIssueIsPullRequest"/>.</summary>
    public const string PlanIssueIsPullRequest = "OS2117";

    /// <summary>Of <see cref="OneShotErrors.RemoteMissing"/>.</summary>
    public const string RemoteMissing = "OS3005";

    /// <summary>Of <see cref="OneShotErrors.RemoteUnreachable"/>.</summary>
    public const string RemoteUnreachable = "OS3006";

    /// <summary>Of <see cref="OneShotErrors.RemoteAuthentication"/>.</summary>
    public const string RemoteAuthentication = "OS3007";

    /// <summary>Of <see cref="OneShotErrors.TokenMissing"/>.</summary>
    public const string TokenMissing = "OS3008";

    /// <summary>Of <see cref="OneShotErrors.ForgeUnreachable"/>.</summary>
    public const string ForgeUnreachable = "OS3010";

    /// <summary>Of <see cref="OneShotErrors.GitFailed"/>.</summary>
    public const string GitFailed = "OS3011";

    /// <summary>Of <see cref="OneShotErrors.HookRefused"/>.</summary>
    public const string HookRefused = "OS3012";

    /// <summary>Of <see cref="OneShotErrors.WorkflowMissing"/>.</summary>
    public const string WorkflowMissing = "OS3015";

    /// <summary>Of <see cref="OneShotErrors.WorkflowUnreadable"/>.</summary>
    public const string WorkflowUnreadable = "OS3016";

    /// <summary>Of <see cref="OneShotErrors.WorkflowWithoutDispatch"/>.</summary>
    public const string WorkflowWithoutDispatch = "OS3017";

    /// <summary>Of <see cref="OneShotErrors.WorkflowWithoutRunName"/>.</summary>
    public const string WorkflowWithoutRunName = "OS3018";

    /// <summary>Of <see cref="OneShotErrors.WorkflowLacksInputs"/>.</summary>
    public const string WorkflowLacksInputs = "OS3019";

    /// <summary>Of <see cref="OneShotErrors.WorkflowRequiresInputs"/>.</summary>
    public const string WorkflowRequiresInputs = "OS3020";

    /// <summary>Of <see cref="OneShotErrors.TreeNotClean(string)"/>.</summary>
    public const string TreeNotClean = "OS3022";

    /// <summary>Of <see cref="OneShotErrors.AddressInsecure"/>.</summary>
    public const string AddressInsecure = "OS3025";

    /// <summary>Of <see cref="OneShotErrors.RepositoryFileNotHere"/>.</summary>
    public const string RepositoryFileNotHere = "OS3081";

    /// <summary>Of <see cref="OneShotErrors.WorkflowsNeedToken"/>.</summary>
    public const string WorkflowsNeedToken = "OS3090";

    /// <summary>Of <see cref="OneShotErrors.TokenRefused"/>.</summary>
    public const string TokenRefused = "OS4001";

    /// <summary>Of <see cref="OneShotErrors.Forbidden"/>.</summary>
    public const string Forbidden = "OS4002";

    /// <summary>Of <see cref="OneShotErrors.NotFound"/>.</summary>
    public const string NotFound = "OS4003";

    /// <summary>Of <see cref="OneShotErrors.Unprocessable"/>.</summary>
    public const string Unprocessable = "OS4004";

    /// <summary>Of <see cref="OneShotErrors.RateLimited"/>.</summary>
    public const string RateLimited = "OS4005";

    /// <summary>Of <see cref="OneShotErrors.Gone"/>.</summary>
    public const string Gone = "OS4006";

    /// <summary>Of <see cref="OneShotErrors.AnswerUnreadable"/>.</summary>
    public const string AnswerUnreadable = "OS4008";

    /// <summary>Of <see cref="OneShotErrors.PushNotAllowed"/>.</summary>
    public const string PushNotAllowed = "OS4011";

    /// <summary>Of <see cref="OneShotErrors.RepositoryArchived"/>.</summary>
    public const string RepositoryArchived = "OS4012";

    /// <summary>Of <see cref="OneShotErrors.WorkflowDisabled"/>.</summary>
    public const string WorkflowDisabled = "OS4013";

    /// <summary>Of <see cref="OneShotErrors.WorkflowNotActive"/>.</summary>
    public const string WorkflowNotActive = "OS4014";

    /// <summary>Of <see cref="OneShotErrors.PlanIssueMissing"/>.</summary>
    public const string PlanIssueMissing = "OS4020";

    /// <summary>Of <see cref="OneShotErrors.BranchMoved"/>.</summary>
    public const string BranchMoved = "OS5002";

    /// <summary>Of <see cref="OneShotErrors.FilesKept"/>.</summary>
    public const string FilesKept = "OS5014";

    /// <summary>Of <see cref="OneShotErrors.RunFailed"/>.</summary>
    public const string RunFailed = "OS6001";

    /// <summary>Of <see cref="OneShotErrors.AgentFailed"/>.</summary>
    public const string AgentFailed = "OS6009";

    /// <summary>Of <see cref="OneShotErrors.PlanInvalid"/>.</summary>
    public const string PlanInvalid = "OS6011";

    /// <summary>Of <see cref="OneShotErrors.PlanResultInvalid"/>.</summary>
    public const string PlanResultInvalid = "OS6012";

    /// <summary>Of <see cref="OneShotErrors.DeliveryRefused"/>.</summary>
    public const string DeliveryRefused = "OS6014";

    /// <summary>Of <see cref="OneShotErrors.AgentKilled"/>.</summary>
    public const string AgentKilled = "OS6017";

    /// <summary>Of <see cref="OneShotErrors.FilterFailed"/>.</summary>
    public const string FilterFailed = "OS6020";

    /// <summary>Of <see cref="OneShotErrors.NotVerified"/>.</summary>
    public const string NotVerified = "OS6021";

    /// <summary>Of <see cref="OneShotErrors.GitTimedOut"/>.</summary>
    public const string GitTimedOut = "OS7002";
}
