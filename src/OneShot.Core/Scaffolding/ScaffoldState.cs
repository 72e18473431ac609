namespace OneShot.Core.Scaffolding;

/// <summary>How a file of a repository stands to the one that OneShot would put there.</summary>
internal enum ScaffoldState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is the same.</summary>
    Same,

    /// <summary>It is as another version of OneShot wrote it.</summary>
    Older,

    /// <summary>Somebody has changed it, or it is somebody's own.</summary>
    Changed,
}
