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
        var once = Of(() => work(size));
        return (double)Of(() => work(2 * size)) / once;
    }

    private static long Of(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
