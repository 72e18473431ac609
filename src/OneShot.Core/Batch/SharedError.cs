using OneShot.Core.Errors;

namespace OneShot.Core.Batch;

/// <summary>Failures that every other entry of a batch would have, too.</summary>
internal static class SharedError
{
    /// <summary>The token, its rights, the limit of requests, the repository, the workflow.</summary>
    private static readonly string[] OfTheForge =
    [
        ErrorCode.TokenRefused,
        ErrorCode.Forbidden,
        ErrorCode.NotFound,
        ErrorCode.RateLimited,
        ErrorCode.PushNotAllowed,
        ErrorCode.RepositoryArchived,
        ErrorCode.WorkflowDisabled,
        ErrorCode.WorkflowNotActive,
    ];

    /// <summary>The workflow as it is on the branch that an entry starts from.</summary>
    private static readonly string[] OfTheBase =
    [
        ErrorCode.WorkflowMissing,
        ErrorCode.WorkflowUnreadable,
        ErrorCode.WorkflowWithoutDispatch,
        ErrorCode.WorkflowWithoutRunName,
        ErrorCode.WorkflowLacksInputs,
        ErrorCode.WorkflowRequiresInputs,
    ];

    /// <summary>Whether it makes no sense to begin another entry.</summary>
    public static bool Is(OneShotException exception, BatchEntry entry)
    {
        var error = exception.Error;
        if (entry.HasOwnBase && OfTheBase.Contains(error.Code))
            return false;
        return (error.Exit == ExitCode.Environment && error.Code is not ErrorCode.HookRefused)
            || OfTheForge.Contains(error.Code); // a hook may mind one prompt only
    }
}
