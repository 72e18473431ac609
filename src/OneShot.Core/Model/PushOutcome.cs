namespace OneShot.Core.Model;

/// <summary>How a push ended.</summary>
internal enum PushOutcome
{
    /// <summary>All refs are as asked.</summary>
    Done,

    /// <summary>At least one ref was not where it was expected; nothing was changed.</summary>
    Unexpected,

    /// <summary>
    /// A branch of the own repository is checked out in some worktree, and stays; nothing was changed.
    /// </summary>
    CheckedOut,
}
