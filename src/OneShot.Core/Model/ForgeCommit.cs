namespace OneShot.Core.Model;

/// <summary>A commit as the forge tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tree">The tree it holds.</param>
/// <param name="Parents">What it stands on.</param>
/// <param name="Message">Its message.</param>
/// <param name="IsVerified">Whether the forge vouches for its signature.</param>
/// <param name="Reason">Why it does or does not, in the forge's words.</param>
internal sealed record ForgeCommit(
    string Id,
    string Tree,
    IReadOnlyList<string> Parents,
    string Message,
    bool IsVerified,
    string? Reason
);
