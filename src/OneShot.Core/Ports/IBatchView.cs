namespace OneShot.Core.Ports;

/// <summary>Shows a batch while it is dispatched. Called by one thread at a time.</summary>
internal interface IBatchView
{
    /// <summary>Every entry was found good, and the first is about to be dispatched.</summary>
    /// <param name="oneShots">All of them.</param>
    void Begin(IReadOnlyList<BatchedOneShot> oneShots);

    /// <summary>One of them is in another state.</summary>
    /// <param name="oneShot">The one-shot.</param>
    void Changed(BatchedOneShot oneShot);

    /// <summary>What one of them does at this moment.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="activity">One line.</param>
    void Doing(int number, string activity);
}
