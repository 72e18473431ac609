using OneShot.Core.Ports;
using OneShot.Terminal;

namespace OneShot.Frosting.Output;

/// <summary>Shows a batch while it is dispatched: a table that is rewritten in place, or the lines of a log.</summary>
internal abstract class BatchView : ILive, IBatchView
{
    public static BatchView For(IOneShotContext context) =>
        (BatchView?)BatchTable.For(context) ?? new BatchLog(context);

    public abstract void Begin(IReadOnlyList<BatchedOneShot> oneShots);

    public abstract void Changed(BatchedOneShot oneShot);

    public abstract void Doing(int number, string activity);

    /// <summary>
    /// What the batch itself waits for, such as an answer of the
    /// forge before the first dispatch, is no line of its own.
    /// </summary>
    public virtual void Doing(string? activity) { }

    public abstract void Above(Action print);

    public abstract void Dispose();
}
