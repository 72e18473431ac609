using OneShot.Core.Errors;

namespace OneShot.Core.Batch;

/// <summary>Failures that every other entry of a batch would have, too.</summary>
internal static class SharedFailure
{
    /// <summary>The token, its rights, the limit of requests, the repository, the workflow.</summary>
    private static readonly string[] OfTheForge = ["OS4001", "OS4002", "OS4003", "OS4005", "OS4011", "OS4012", "OS4013", "OS4014"];

    /// <summary>The workflow as it is on the branch that an entry starts from.</summary>
    private static readonly string[] OfTheBase = ["OS3015", "OS3016", "OS3017", "OS3018", "OS3019", "OS3020"];

    /// <summary>Whether it makes no sense to begin another entry.</summary>
    public static bool Is(OneShotException failure, BatchEntry entry)
    {
        var error = failure.Error;
        if (entry.HasOwnBase && OfTheBase.Contains(error.Code)) return false;
        return (error.Exit == ExitCode.Environment && error.Code is not "OS3012") || OfTheForge.Contains(error.Code); // a hook may mind one prompt only
    }
}
