using OneShot.Core.Errors;

namespace OneShot.Core.Batch;

/// <summary>Failures that every other entry of a batch would have, too.</summary>
internal static class SharedError
{
    /// <summary>The token, its rights, the limit of requests, the repository, the workflow.</summary>
    private static readonly string[] OfTheForge =
    [
        CaughtCode.TokenRefused,
        CaughtCode.Forbidden,
        CaughtCode.NotFound,
        CaughtCode.RateLimited,
        CaughtCode.PushNotAllowed,
        CaughtCode.RepositoryArchived,
        CaughtCode.WorkflowDisabled,
        CaughtCode.WorkflowNotActive,
    ];

    /// <summary>The workflow as it is on the branch that an entry starts from.</summary>
    private static readonly string[] OfTheBase =
    [
        CaughtCode.WorkflowMissing,
        CaughtCode.WorkflowUnreadable,
        CaughtCode.WorkflowWithoutDispatch,
        CaughtCode.WorkflowWithoutRunName,
        CaughtCode.WorkflowLacksInputs,
        CaughtCode.WorkflowRequiresInputs,
    ];

    /// <summary>Whether it makes no sense to begin another entry.</summary>
    public static bool Is(OneShotException exception, BatchEntry entry)
    {
        var error = exception.Error;
        if (entry.HasOwnBase && OfTheBase.Contains(error.Code))
            return false;
        return (error.Exit == ExitCode.Environment && error.Code is not CaughtCode.HookRefused)
            || OfTheForge.Contains(error.Code); // a hook may mind one prompt only
    }
}
