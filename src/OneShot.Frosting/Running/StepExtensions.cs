using Cake.Core;
using OneShot.Core.Errors;
using OneShot.Core.Settings;
using OneShot.Core.Steps;
using OneShot.Frosting.Output;

namespace OneShot.Frosting.Running;

/// <summary>Runs one step inside a task: arguments into settings, the receipt into the host's output, a failure into one line.</summary>
internal static class StepExtensions
{
    public static async Task StepAsync(this IOneShotContext context, string name, Func<OneShotSession, CancellationToken, Task> step, bool isLast = false)
    {
        var scope = Scope(context);
        using var group = ActionsOutput.Group(name, context.Environment.GetEnvironmentVariable);
        try
        {
            var session = Session(context, scope);
            await step(session, scope?.Token ?? CancellationToken.None).ConfigureAwait(false);
            if (scope is not null) scope.Receipt = session.Receipt;
            ReceiptOutput.Succeeded(context, session, isLast);
        }
        catch (OneShotException exception)
        {
            throw Failed(context, scope, exception);
        }
        catch (Exception exception) when (scope is not null)
        {
            scope.Bug = exception;
            throw;
        }
    }

    public static Task RestoreAsync(this IOneShotContext context) => context.StepAsync(TaskNames.RestoreBranch, async (session, cancellationToken) =>
    {
        if (!await session.RestoreAsync(cancellationToken).ConfigureAwait(false)) new LogReporter(context).Progress("there is nothing to go back from");
    });

    /// <summary>Before HEAD moves: the teardown, and a signal, shall move it back.</summary>
    public static void ArrangeWayBack(this IOneShotContext context, ICakeEngine engine)
    {
        var session = context.OneShotProgress.Session!;
        var scope = Scope(context);
        var guard = scope is null ? new HeadGuard(session) : null;
        if (scope is not null) scope.WayBack = () => HeadGuard.GoBack(session);
        engine.RegisterTeardownAction(_ =>
        {
            using (guard)
            {
                try
                {
                    session.RestoreAsync(CancellationToken.None).GetAwaiter().GetResult();
                    if (scope is not null) scope.WayBack = null;
                }
                catch (OneShotException exception)
                {
                    throw Failed(context, scope, exception);
                }
            }
        });
    }

    private static RunScope? Scope(IOneShotContext context) => context.ServiceProvider.GetService(typeof(RunScope)) as RunScope;

    private static OneShotSession Session(IOneShotContext context, RunScope? scope)
    {
        if (context.OneShotProgress.Session is { } session) return session;
        var arguments = context.Arguments;
        UnknownArguments.Refuse(arguments.GetArguments().Keys, scope?.Declared ?? [], strict: false);
        var sources = new ArgumentSources(name => arguments.HasArgument(name) ? arguments.GetArguments(name).ToArray() : [], context.Environment.GetEnvironmentVariable);
        var settings = SettingsReader.Read(context.OneShot, sources);
        if (settings.Output == "json" && scope is null) throw OneShotErrors.OutputNeedsRunner();
        var folder = context.Environment.WorkingDirectory.FullPath;
        return context.OneShotProgress.Session = OneShotSessions.Create(settings, new OneShotHost(folder, scope?.CallerFolder ?? folder, new LogReporter(context)) { Variable = context.Environment.GetEnvironmentVariable });
    }

    private static OneShotException Failed(IOneShotContext context, RunScope? scope, OneShotException exception)
    {
        exception = exception.For(Faces.Command(context));
        if (scope is not null) scope.Failure ??= exception;
        ReceiptOutput.Failed(context, context.OneShotProgress.Session?.Settings.Result, exception);
        return exception;
    }
}
