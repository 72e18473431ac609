namespace OneShot.Core.Model;

/// <summary>Why a result is not on its branch.</summary>
internal enum WaitingCause
{
    /// <summary>The branch was checked out, and holds nothing that the result lacks.</summary>
    CheckedOut,

    /// <summary>The branch is not where the run began any more: somebody committed to it, or rewrote it.</summary>
    WentOn,

    /// <summary>The branch was deleted.</summary>
    Gone,
}
