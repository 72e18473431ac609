namespace OneShot.Core.Dispatch;

/// <summary>What is done once more where what was made is not delivered whole.</summary>
internal enum AgainChoice
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>What is kept is judged by other policies, which costs nothing.</summary>
    Judge,

    /// <summary>Another session.</summary>
    Implement,
}
