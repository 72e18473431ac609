using Cake.Core;
using OneShot.Core.Errors;
using OneShot.Core.Receipts;
using OneShot.Core.Settings;
using OneShot.Core.Steps;
using OneShot.Core.Text;
using OneShot.Frosting.Output;

namespace OneShot.Frosting.Running;

/// <summary>Runs one step inside a task: arguments into settings, the receipt into the host's output, a failure into one line.</summary>
internal static class StepExtensions
{
    private static readonly HashSet<string> Steps = new([TaskNames.ValidatePrompt, TaskNames.CreateOneShotBranch, TaskNames.OpenDraftPr, TaskNames.TriggerOneShot], StringComparer.OrdinalIgnoreCase);

    public static async Task StepAsync(this IOneShotContext context, string name, Func<OneShotSession, CancellationToken, Task> step, bool isLast = false)
    {
        var scope = Scope(context);
        using var group = ActionsOutput.Group(name, context.Environment.GetEnvironmentVariable);
        try
        {
            var session = Session(context, scope);
            await step(session, scope?.Token ?? CancellationToken.None).ConfigureAwait(false);
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

    /// <summary>A failure outside of any step, spelled for this face and known to the runner.</summary>
    public static OneShotException Failed(this IOneShotContext context, OneShotException exception) => Failed(context, Scope(context), exception);

    private static RunScope? Scope(IOneShotContext context) => context.ServiceProvider.GetService(typeof(RunScope)) as RunScope;

    private static OneShotSession Session(IOneShotContext context, RunScope? scope)
    {
        var progress = context.OneShotProgress;
        if (progress.Session is { } known) return known;
        var arguments = context.Arguments;
        UnknownArguments.Refuse(arguments.GetArguments().Keys, scope?.Declared ?? [], strict: false);
        var settings = SettingsReader.Read(context.OneShot, Sources(context));
        if (settings.Output == "json" && scope is null) throw OneShotErrors.OutputNeedsRunner();
        if (settings.Undo is { } id && arguments.GetArguments("target") is { Count: > 0 } targets && targets.All(Steps.Contains)) throw OneShotErrors.UndoNeedsOneShot(id);
        var folder = context.Environment.WorkingDirectory.FullPath;
        if (settings.Result is { } result) ResultFile.Check(settings.Result = Path.GetFullPath(result, scope?.CallerFolder ?? folder));
        var session = OneShotSessions.Create(settings, new OneShotHost(folder, scope?.CallerFolder ?? folder, new LogReporter(context)) { Variable = context.Environment.GetEnvironmentVariable });
        if (scope is null) AtTheEnd(context, session, settings.Result);
        else (scope.Session, scope.Secrets) = (session, progress.Secrets);
        return progress.Session = session;
    }

    // A host that runs without RunOneShot: its teardown knows whether all went well.
    private static void AtTheEnd(IOneShotContext context, OneShotSession session, string? result)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => session.Dispose();
        if (result is null) return;
        var engine = (ICakeEngine)context.ServiceProvider.GetService(typeof(ICakeEngine))!;
        engine.RegisterTeardownAction(teardown =>
        {
            if (teardown.Successful) ResultFile.Write(result, SafeText.Without(context.OneShotProgress.Secrets, ReceiptJson.Write(session.Receipt)));
            else if (teardown.ThrownException is not OneShotException) ReceiptOutput.Failed(context, result, session.About(OneShotErrors.TaskFailed()));
        });
    }

    private static OneShotException Failed(IOneShotContext context, RunScope? scope, OneShotException exception)
    {
        exception = exception.For(Faces.Command(context)).Hiding(text => SafeText.Without(context.OneShotProgress.Secrets, text));
        if (scope is not null) scope.Failure ??= exception;
        var result = scope is null ? context.OneShotProgress.Session?.Settings.Result ?? (Sources(context).Given("result") is [.., { } last] ? last : null) : null;
        ReceiptOutput.Failed(context, result is { Length: > 0 } ? Full(context, result) : null, exception);
        return exception;
    }

    private static ArgumentSources Sources(IOneShotContext context)
        => new(name => context.Arguments.HasArgument(name) ? context.Arguments.GetArguments(name).ToArray() : [], context.Environment.GetEnvironmentVariable);

    private static string Full(IOneShotContext context, string path) => Path.GetFullPath(path, context.Environment.WorkingDirectory.FullPath);
}
