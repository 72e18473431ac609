using System.Diagnostics;
using Cake.Common;
using Cake.Core;
using Cake.Frosting;
using OneShot.Frosting;
using OneShot.Frosting.Tasks;

namespace SampleBuild;

/// <summary>A prompt from code, as a task has it that knows what went wrong.</summary>
[TaskName("SetPrompt")]
[IsDependeeOf(typeof(ValidatePromptTask))]
public sealed class SetPromptTask : FrostingTask<IOneShotContext>
{
    public override bool ShouldRun(IOneShotContext context) => context.HasArgument("prompt-from-code");

    public override void Run(IOneShotContext context) => context.OneShot.Prompt = "From code";
}

/// <summary>Work of the user's own between two of OneShot's steps.</summary>
[TaskName("Between")]
[IsDependentOn(typeof(CreateOneShotBranchTask))]
[IsDependeeOf(typeof(OpenDraftPrTask))]
public sealed class BetweenTask : FrostingTask<IOneShotContext>
{
    public override void Run(IOneShotContext context)
    {
        Console.WriteLine("between on standard output");
        Execute("echo", "a child on standard output");
        if (context.HasArgument("commit") || context.HasArgument("stage"))
        {
            File.WriteAllText("generated.txt", "x\n");
            Execute("git", "add", "generated.txt");
        }

        if (context.HasArgument("commit"))
            Execute("git", "commit", "--quiet", "-m", "Generated");

        if (context.HasArgument("explode"))
            throw new InvalidOperationException("the user's task broke");
        if (context.HasArgument("sleep"))
        {
            Console.Error.WriteLine("sleeping");
            Sleep(TimeSpan.FromSeconds(context.Argument<int>("sleep")), context.Argument("sleep-until", ""));
            Console.Error.WriteLine("slept");
        }
    }

    // No cancellation reaches it, only a file; another one tells that it sleeps.
    private static void Sleep(TimeSpan time, string alarm)
    {
        if (alarm.Length > 0)
            File.WriteAllText(alarm + ".set", "");
        var end = DateTime.UtcNow + time;
        while (DateTime.UtcNow < end && !File.Exists(alarm))
            Thread.Sleep(20);
    }

    private static void Execute(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }
}

/// <summary>A task that has nothing to do with OneShot.</summary>
[TaskName("Unrelated")]
[TaskDescription("Says that it is unrelated")]
public sealed class UnrelatedTask : FrostingTask<ICakeContext>
{
    public override void Run(ICakeContext context) => Console.WriteLine("unrelated");
}

/// <summary>Sees what was done.</summary>
[TaskName("After")]
[IsDependentOn(typeof(OneShotTask))]
public sealed class AfterTask : FrostingTask<IOneShotContext>
{
    public override void Run(IOneShotContext context)
    {
        Console.Error.WriteLine($"after {context.OneShotProgress.Receipt?.Branch}");
        if (context.HasArgument("explode-after"))
            throw new InvalidOperationException("the user's task broke");
        if (context.HasArgument("sleep-after"))
            Thread.Sleep(TimeSpan.FromSeconds(context.Argument<int>("sleep-after")));
    }
}
