using System.Diagnostics;
using System.Reflection;
using Cake.Core;
using Cake.Frosting;
using OneShot.Core.Errors;
using OneShot.Core.Places;
using OneShot.Frosting.Output;

namespace OneShot.Frosting.Running;

/// <summary>
/// Sees tasks marked <see cref="OneShotOnFailureAttribute"/> fail. It
/// only looks: whatever happens here, the task's failure goes its way.
/// </summary>
internal static class FailureWatch
{
    // Whoever works on something sees tests fail all day: one hint a build.
    private static int _hinted;

    /// <summary>Begins to look, in every kind of host; called by a task that all of them make.</summary>
    public static void Begin(ICakeEngine engine) =>
        engine.AfterTaskTeardown += (_, ended) => Look(ended.TaskTeardownContext);

    private static void Look(ITaskTeardownContext ended)
    {
        if (ended.Skipped || ended.ThrownException is null or OperationCanceledException)
            return;
        if (
            ended.ServiceProvider.GetService(typeof(IFrostingContext)) is not IOneShotContext context
            || MarkOf(ended) is not { } mark
        )
            return;
        if (VerbExtensions.Scope(context)?.Token.IsCancellationRequested == true)
            return;
        var log = new LogReporter(context);
        try
        {
            Dispatch(context, ended.Task.Name, mark, log);
        }
        catch (OneShotException exception)
        {
            log.Warn(
                $"{ended.Task.Name} failed, and no one-shot is dispatched for it: "
                    + $"{FailureDispatch.Told(context, exception).Message}"
            );
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.Warn(
                $"{ended.Task.Name} failed, and no one-shot is dispatched for it: "
                    + $"{FailureDispatch.Told(context, OneShotErrors.Unexpected($"{exception.GetType().Name}: {exception.Message}")).Message}"
            );
            log.Trace(exception.ToString());
        }
    }

    private static void Dispatch(IOneShotContext context, string task, OneShotOnFailureAttribute mark, LogReporter log)
    {
        var settings = FailureDispatch.Settings(context);
        var obstacle = settings.Preview ? "this is a preview" : FailedBuild.Obstacle(context, settings.OnFailure);
        if (obstacle == FailedBuild.NoServer)
        {
            if (Interlocked.Exchange(ref _hinted, 1) == 0)
                log.Progress($"{task} failed; with --on-failure=always a one-shot is dispatched about it");
            return;
        }

        if (obstacle is not null)
        {
            if (settings.OnFailure is not "never")
                log.Progress($"{task} failed; no one-shot is dispatched for it: {obstacle}");
            return;
        }

        if (mark is { FromTrx: null, FromJunit: null, FromSarif: null, FromLog: null, FromBinlog: null })
            throw OneShotErrors.OnFailureNeedsFiles(task);
        using var own = Process.GetCurrentProcess();
        var dispatch = new FailureDispatch(context, TopOf(context), new QuietReporter(log))
        {
            FilesSince = own.StartTime,
        };
        var receipt = dispatch.RunAsync(asked => Ask(asked, mark)).GetAwaiter().GetResult();
        log.Progress(
            $"{task} failed: the one-shot {receipt.Id} is about it: {receipt.PrUrl} (to undo it: "
                + $"{Faces.Spelled(context, $"--target={TaskNames.OneShot} --undo={receipt.Id}")})"
        );
    }

    private static void Ask(OneShotSettings asked, OneShotOnFailureAttribute mark)
    {
        (asked.FromTrx, asked.FromJunit, asked.FromSarif) = (mark.FromTrx, mark.FromJunit, mark.FromSarif);
        (asked.FromLog, asked.FromBinlog, asked.Prompt) = (mark.FromLog, mark.FromBinlog, mark.Prompt);
        asked.AllowDirty |= mark.AllowDirty;
    }

    private static OneShotOnFailureAttribute? MarkOf(ITaskTeardownContext ended) =>
        ((IEnumerable<IFrostingTask>?)ended.ServiceProvider.GetService(typeof(IEnumerable<IFrostingTask>)))
            ?.Select(task => task.GetType())
            .FirstOrDefault(type => OwnTasks.NameOf(type).Equals(ended.Task.Name, StringComparison.OrdinalIgnoreCase))
            ?.GetCustomAttribute<OneShotOnFailureAttribute>();

    // What an attribute says can't know where somebody will be who starts the build.
    private static string TopOf(IOneShotContext context)
    {
        var here = context.Environment.WorkingDirectory.FullPath;
        return WorkTreeTop.Above(here) ?? here;
    }
}
