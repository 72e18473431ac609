namespace OneShot.Core.Model;

/// <summary>How far a check of a commit is, and how it ended.</summary>
internal enum CommitCheckState
{
    /// <summary>It has not ended.</summary>
    Going,

    /// <summary>It ended well, or had nothing to say.</summary>
    Green,

    /// <summary>It did not end well.</summary>
    Red,

    /// <summary>It does not begin, or go on, before a person says so.</summary>
    Waiting,
}
