namespace OneShot.Git;

/// <summary>What <c>git merge-tree BASE OURS THEIRS</c> would change in ours.</summary>
internal enum TriedMerge
{
    /// <summary>Nothing: ours has all of it.</summary>
    Nothing,

    /// <summary>Something, and only where both have changed the same lines or file.</summary>
    Conflict,

    /// <summary>Something that ours has as it was.</summary>
    Clean,
}
