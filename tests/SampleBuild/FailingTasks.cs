using Cake.Common;
using Cake.Frosting;
using OneShot.Frosting;

namespace SampleBuild;

/// <summary>A pipeline's tests, as they go red: writes what a test run wrote, and fails.</summary>
[TaskName("Check")]
[OneShotOnFailure(FromTrx = "results/**/*.trx", Prompt = "The nightly build is red.")]
public sealed class CheckTask : FrostingTask<IOneShotContext>
{
    public override void Run(IOneShotContext context) => Red.Fail(context);
}

/// <summary>The same, and the build goes on.</summary>
[TaskName("CheckAndGoOn")]
[OneShotOnFailure(FromTrx = "results/**/*.trx")]
[ContinueOnError]
public sealed class CheckAndGoOnTask : FrostingTask<IOneShotContext>
{
    public override void Run(IOneShotContext context) => Red.Fail(context);
}

/// <summary>Everything that a mark can say, and what failed is in no commit.</summary>
[TaskName("CheckAll")]
[OneShotOnFailure(FromJunit = "results/*.trx", FromBinlog = "results/*.binlog", AllowDirty = true)]
public sealed class CheckAllTask : FrostingTask<IOneShotContext>
{
    public override void Run(IOneShotContext context) => Red.Fail(context);
}

/// <summary>Marked, but nobody says where the failures are.</summary>
[TaskName("CheckNothing")]
[OneShotOnFailure]
public sealed class CheckNothingTask : FrostingTask<IOneShotContext>
{
    public override void Run(IOneShotContext context) => Red.Fail(context);
}

/// <summary>Asks for a one-shot from its own code.</summary>
[TaskName("CheckInCode")]
public sealed class CheckInCodeTask : AsyncFrostingTask<IOneShotContext>
{
    public override async Task RunAsync(IOneShotContext context)
    {
        try
        {
            Red.Fail(context);
        }
        catch (InvalidOperationException)
        {
            var receipt = await context.DispatchOneShotAsync(settings =>
                (settings.FromTrx, settings.Slug) = ("results/*.trx", "from code")
            );
            Console.Error.WriteLine($"asked in code: {receipt.Branch}");
            throw;
        }
    }
}

internal static class Red
{
    public static void Fail(IOneShotContext context)
    {
        var recorded = context.Argument("recorded", "");
        if (recorded.Length > 0)
        {
            Directory.CreateDirectory("results");
            File.WriteAllBytes("results/shop.trx", File.ReadAllBytes(recorded));
        }

        if (context.HasArgument("sleep-in-check"))
        {
            Console.Error.WriteLine("sleeping");
            Thread.Sleep(TimeSpan.FromSeconds(context.Argument<int>("sleep-in-check")));
        }

        throw new InvalidOperationException("the user's tests are red");
    }
}
