using Cake.Core;

namespace Cake.Frosting.Tests;

public sealed class Plain(Events events) : FrostingTask
{
    public override void Run(ICakeContext context) => events.Add("Plain");
}

[TaskName("Named-One"), TaskDescription("does one")]
public sealed class NamedTask(Events events) : AsyncFrostingTask
{
    public override async Task RunAsync(ICakeContext context)
    {
        await Task.Yield();
        events.Add("Named-One");
    }
}

[TaskName("named-one")]
public sealed class SameName : FrostingTask;

[IsDependentOn(typeof(NamedTask)), IsDependentOn(typeof(Plain))]
public sealed class Both(Events events) : FrostingTask
{
    public override void Run(ICakeContext context) => events.Add("Both");
}

[IsDependentOn(typeof(Plain)), IsDependentOn(typeof(NamedTask))]
public sealed class Aggregate : FrostingTask;

[IsDependeeOf(typeof(Plain))]
public sealed class Injected(Events events) : FrostingTask
{
    public override void Run(ICakeContext context) => events.Add("Injected");
}

[IsDependentOn(typeof(string))]
public sealed class DependsOnNoTask : FrostingTask;

[IsDependentOn(typeof(CycleB))]
public sealed class CycleA : FrostingTask;

[IsDependentOn(typeof(CycleA))]
public sealed class CycleB : FrostingTask;

[IsDependentOn(typeof(LongB))]
public sealed class LongA : FrostingTask;

[IsDependentOn(typeof(LongC))]
public sealed class LongB : FrostingTask;

[IsDependentOn(typeof(LongA))]
public sealed class LongC : FrostingTask;

public sealed class Bare : IFrostingTask
{
    public Task RunAsync(ICakeContext context) => Task.CompletedTask;

    public bool ShouldRun(ICakeContext context) => true;

    public void OnError(Exception exception, ICakeContext context) { }

    public void Finally(ICakeContext context) { }
}

public class OwnContext(ICakeContext context, Events events) : FrostingContext(context)
{
    public Events Events => events;
}

public sealed class OtherContext(ICakeContext context) : FrostingContext(context);

public sealed class NeedsOwn : FrostingTask<OwnContext>
{
    public override void Run(OwnContext context) => context.Events.Add("NeedsOwn");
}

[IsDependentOn(typeof(NeedsOwn))]
public sealed class DependsOnNeedsOwn : FrostingTask;

public abstract class Middle<T> : FrostingTask<T>
    where T : ICakeContext;

public sealed class ThroughMiddle : Middle<OwnContext>
{
    public override void Run(OwnContext context) => context.Events.Add("ThroughMiddle");
}

[IsDependentOn(typeof(Plain))]
public sealed class Skipped(Events events) : FrostingTask, IFrostingTask
{
    string IFrostingTask.SkippedMessage => "not today";

    public override bool ShouldRun(ICakeContext context)
    {
        events.Add("Skipped?");
        return false;
    }

    public override void Run(ICakeContext context) => events.Add("Skipped");
}

[IsDependentOn(typeof(Skipped))]
public sealed class AfterSkipped(Events events) : FrostingTask
{
    public override void Run(ICakeContext context) => events.Add("AfterSkipped");
}

[TaskName("Failing")]
public sealed class Failing(Events events) : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(17, "it {0} broke");

    public override void Finally(ICakeContext context) => events.Add("Failing.Finally");
}

[IsDependentOn(typeof(Failing))]
public sealed class AfterFailing(Events events) : FrostingTask
{
    public override void Run(ICakeContext context) => events.Add("AfterFailing");
}

public sealed class Swallowing(Events events) : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("swallowed");

    public override void OnError(Exception exception, ICakeContext context) =>
        events.Add("OnError " + exception.Message);

    public override void Finally(ICakeContext context) => events.Add("Finally");
}

public sealed class Rethrowing : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("first");

    public override void OnError(Exception exception, ICakeContext context) =>
        throw new InvalidOperationException("second");
}

[ContinueOnError]
public sealed class Continuing : AsyncFrostingTask
{
    public override Task RunAsync(ICakeContext context) => throw new InvalidOperationException("ignored");
}

[IsDependentOn(typeof(Swallowing)), IsDependentOn(typeof(Continuing))]
public sealed class AfterSwallowed(Events events) : FrostingTask
{
    public override void Run(ICakeContext context) => events.Add("AfterSwallowed");
}
