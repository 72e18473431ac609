namespace OneShot.Core.Pipeline;

/// <summary>How far a right goes.</summary>
internal enum Access
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Reading.</summary>
    Read,

    /// <summary>Writing too.</summary>
    Write,
}
