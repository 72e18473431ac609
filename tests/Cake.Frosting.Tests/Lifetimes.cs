using Cake.Core;

namespace Cake.Frosting.Tests;

public sealed class Lifetime(Events events) : FrostingLifetime
{
    public override void Setup(ICakeContext context, ISetupContext info) =>
        events.Add($"Setup of {info.TargetTask.Name}");

    public override void Teardown(ICakeContext context, ITeardownContext info) =>
        events.Add(
            $"Teardown {(info.Successful ? "well" : "after " + info.ThrownException?.GetBaseException().Message)}"
        );
}

public sealed class OtherTeardown(Events events) : FrostingTeardown<IFrostingContext>
{
    public override void Teardown(IFrostingContext context, ITeardownContext info) => events.Add("OtherTeardown");
}

public sealed class FailingSetup : FrostingSetup
{
    public override void Setup(ICakeContext context, ISetupContext info) =>
        throw new InvalidOperationException("no setup");
}

public sealed class FailingTeardown : FrostingTeardown
{
    public override void Teardown(ICakeContext context, ITeardownContext info) =>
        throw new InvalidOperationException("no teardown");
}

public sealed class TaskLifetime(Events events) : FrostingTaskLifetime
{
    public override void Setup(ICakeContext context, ITaskSetupContext info) => events.Add($">{info.Task.Name}");

    public override void Teardown(ICakeContext context, ITaskTeardownContext info) =>
        events.Add($"<{info.Task.Name}{(info.Skipped ? " skipped" : info.Successful ? "" : " failed")}");
}

public sealed class FailingTaskSetup : FrostingTaskSetup
{
    public override void Setup(ICakeContext context, ITaskSetupContext info) =>
        throw new InvalidOperationException("no task setup");
}

public sealed class FailingTaskTeardown : FrostingTaskTeardown
{
    public override void Teardown(ICakeContext context, ITaskTeardownContext info) =>
        throw new InvalidOperationException("no task teardown");
}

public sealed class RecordingTaskTeardown(Events events) : FrostingTaskTeardown
{
    public override void Teardown(ICakeContext context, ITaskTeardownContext info) => events.Add($"<{info.Task.Name}");
}
