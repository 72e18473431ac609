namespace OneShot.Core.Judging;

/// <summary>Why a link can't stay.</summary>
internal enum LinkFault
{
    /// <summary>It may.</summary>
    None,

    /// <summary>It leads out of the tree.</summary>
    Leaves,

    /// <summary>It leads into a git directory.</summary>
    Git,

    /// <summary>It comes back to itself.</summary>
    Circle,

    /// <summary>It goes through more links than a system follows.</summary>
    Long,

    /// <summary>It leads to no name.</summary>
    NoName,
}
