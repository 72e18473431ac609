using Cake.Core;
using Cake.Frosting;
using OneShot;
using OneShot.Frosting;

namespace SampleBuild;

public class SampleContext(ICakeContext context) : OneShotContext(context);

public class HandWrittenContext(ICakeContext context) : FrostingContext(context), IOneShotContext
{
    public OneShotSettings OneShot { get; } = new();

    public OneShotProgress OneShotProgress { get; } = new();
}

public class BrokenContext : OneShotContext
{
    public BrokenContext(ICakeContext context)
        : base(context) => throw new InvalidOperationException("the user's context broke");
}

public sealed class SampleLifetime : FrostingLifetime<SampleContext>
{
    public override void Setup(SampleContext context, ISetupContext info) => Console.WriteLine("the user's setup");

    public override void Teardown(SampleContext context, ITeardownContext info) =>
        Console.WriteLine($"the user's teardown, {(info.Successful ? "well" : "failed")}");
}
