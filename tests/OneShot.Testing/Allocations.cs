namespace OneShot.Testing;

/// <summary>
/// Whether work grows with what it is given, by the memory that it takes: on a busy machine time says nothing.
/// </summary>
public static class Allocations
{
    /// <summary>How many times as much memory work takes for twice as much: 2 where it grows as its input does.</summary>
    /// <param name="size">How much it is given first.</param>
    /// <param name="work">The work, in this thread.</param>
    public static double OfTwice(int size, Action<int> work)
    {
        work(1); // what is made once is made
        // A buffer that a pool had left is not counted, so the most of some is what it takes.
        var once = Of(size).Max();
        return (double)Of(2 * size).Min() / once;

        IEnumerable<long> Of(int given) =>
            Enumerable.Range(0, 3).Select(_ => AllocationsOf(() => work(given))).ToArray();
    }

    private static long AllocationsOf(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
