using Cake.Core;
using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Ports;
using OneShot.Core.Receipts;
using OneShot.Core.Settings;
using OneShot.Core.Text;
using OneShot.Frosting.Output;
using OneShot.Terminal;

namespace OneShot.Frosting.Running;

/// <summary>
/// Runs a verb, or a step or a job of one, inside a task: arguments into settings, the receipt into the host's
/// output, an error into one line.
/// </summary>
internal static class VerbExtensions
{
    /// <summary>Runs a step of a dispatch.</summary>
    public static Task StepAsync(this IOneShotContext context, DispatchStep step, Action? beforeCheckout = null) =>
        context.VerbAsync(
            step.Name,
            (verb, cancellationToken) => DispatchCommand.StepAsync(verb, step, beforeCheckout, cancellationToken)
        );

    /// <summary>Runs what a verb does in a task of the user's side.</summary>
    public static Task VerbAsync(
        this IOneShotContext context,
        string name,
        Func<IOneShotVerb, CancellationToken, Task> step,
        bool isLast = false
    ) => RunAsync(context, name, Verb, step, verb => ReceiptOutput.Succeeded(context, verb, isLast));

    /// <summary>Runs a task of the workflow's side.</summary>
    public static Task JobAsync(
        this IOneShotContext context,
        string name,
        Func<JobTasks, CancellationToken, Task> task
    ) =>
        RunAsync(
            context,
            name,
            (own, scope) => Jobs(own, scope, name),
            task,
            verb => ActionsFiles.Succeeded(verb.Receipt, context.Environment.GetEnvironmentVariable)
        );

    /// <summary>Runs a task that is a verb of its own.</summary>
    public static Task AloneAsync<TVerb>(
        this IOneShotContext context,
        string name,
        Func<OneShotSettings, OneShotHost, TVerb> create,
        Func<TVerb, CancellationToken, Task> work,
        ILive? live = null
    )
        where TVerb : IVerb =>
        RunAsync(
            context,
            name,
            (own, scope) => Opened(own, scope, create, live),
            work,
            verb => ActionsFiles.Succeeded(verb.Receipt!, context.Environment.GetEnvironmentVariable)
        );

    /// <summary>Goes back to what was checked out: by this build's own dispatch, or by one that was killed.</summary>
    public static Task RestoreAsync(this IOneShotContext context)
    {
        return context.OneShotProgress.Verb is StepwiseVerb known
            ? context.VerbAsync(
                TaskNames.RestoreBranch,
                (_, cancellationToken) => SayAsync(known.RestoreAsync(cancellationToken))
            )
            : RunAsync(
                context,
                TaskNames.RestoreBranch,
                (own, scope) => Opened(own, scope, (settings, host) => OneShotVerbs.CreateRestore(settings, host)),
                (verb, cancellationToken) => SayAsync(verb.RestoreAsync(cancellationToken)),
                verb => WriteOutputs(context, verb)
            );

        async Task SayAsync(Task<bool> restoring)
        {
            if (!await restoring.ConfigureAwait(false))
                new LogReporter(context).Progress("there is nothing to restore");
        }
    }

    /// <summary>Writes a report: of what this build has dispatched, if it has.</summary>
    public static Task ReportAsync(this IOneShotContext context)
    {
        var progress = context.OneShotProgress;
        return RunAsync(
            context,
            TaskNames.OneShotReport,
            (own, scope) =>
                progress.Report = Opened(
                    own,
                    scope,
                    (settings, host) => OneShotVerbs.CreateReport(settings, host, progress.Verb)
                ),
            (verb, cancellationToken) => verb.RunAsync(cancellationToken),
            verb => WriteOutputs(context, verb)
        );
    }

    /// <summary>Before HEAD moves: the teardown, and a signal, shall move it back.</summary>
    public static void ArrangeWayBack(this IOneShotContext context, ICakeEngine engine)
    {
        var verb = (StepwiseVerb)context.OneShotProgress.Verb!;
        var scope = Scope(context);
        var guard = scope is null ? new HeadGuard(verb) : null;
        if (scope is not null)
            scope.WayBack = () => HeadGuard.GoBack(verb);
        engine.RegisterTeardownAction(_ =>
        {
            using (guard)
            {
                try
                {
                    verb.RestoreAsync(CancellationToken.None).GetAwaiter().GetResult();
                    if (scope is not null)
                        scope.WayBack = null;
                }
                catch (OneShotException exception)
                {
                    throw Failed(context, scope, exception);
                }
            }
        });
    }

    /// <summary>An error outside of any step, spelled for this face and known to the runner.</summary>
    public static OneShotException Failed(this IOneShotContext context, OneShotException exception) =>
        Failed(context, Scope(context), exception);

    /// <summary>What the runner shares; <see langword="null"/> under a plain host.</summary>
    public static RunScope? Scope(IOneShotContext context) =>
        context.ServiceProvider.GetService(typeof(RunScope)) as RunScope;

    private static async Task RunAsync<TVerb>(
        IOneShotContext context,
        string name,
        Func<IOneShotContext, RunScope?, TVerb> open,
        Func<TVerb, CancellationToken, Task> work,
        Action<TVerb> succeeded
    )
        where TVerb : IVerb
    {
        var scope = Scope(context);
        IVerb? opened = null;
        using var group = ActionsOutput.Group(name, context.Environment.GetEnvironmentVariable);
        try
        {
            var verb = open(context, scope);
            opened = verb;
            await work(verb, scope?.Token ?? CancellationToken.None).ConfigureAwait(false);
            succeeded(verb);
        }
        catch (OneShotException exception)
        {
            throw Failed(context, scope, exception, opened?.Receipt);
        }
        catch (Exception exception) when (scope is not null)
        {
            scope.Bug = exception;
            throw;
        }
    }

    // A preview has made nothing that a later step of a workflow could use.
    private static void WriteOutputs(IOneShotContext context, IVerb verb)
    {
        if (verb.Receipt is { Preview: false } receipt)
            ActionsFiles.Succeeded(receipt, context.Environment.GetEnvironmentVariable);
    }

    private static IOneShotVerb Verb(IOneShotContext context, RunScope? scope)
    {
        if (context.OneShotProgress.Verb is { } known)
            return known;
        if (
            Arguments.Find("prompts-file") is { } file
            && (context.Arguments.HasArgument(file.Name) || context.Arguments.HasArgument(file.LongName))
        )
            throw OneShotErrors.BatchNeedsTask(TaskNames.OneShot);
        var settings = Settings(context, scope);
        if (
            settings.Undo is { } id
            && context.Arguments.GetArguments("target") is { Count: > 0 } targets
            && targets.All(IsStep)
        )
            throw OneShotErrors.UndoNeedsOneShot(id);
        return context.OneShotProgress.Verb = Opened(
            context,
            scope,
            settings,
            OneShotVerbs.CreateVerb(settings, Host(context, scope))
        );
    }

    private static bool IsStep(string target) =>
        DispatchCommand.Steps.Any(step => step.Name.Equals(target, StringComparison.OrdinalIgnoreCase));

    private static JobTasks Jobs(IOneShotContext context, RunScope? scope, string task)
    {
        if (context.OneShotProgress.Jobs is { } known)
            return known;
        var settings = Settings(context, scope);
        if (settings is { Preview: true } or { Undo: not null } or { Resume: not null })
            throw OneShotErrors.NotOfJobs(
                settings.Preview ? "preview"
                    : settings.Undo is null ? "resume"
                    : "undo",
                task
            );
        return context.OneShotProgress.Jobs = Opened(
            context,
            scope,
            settings,
            OneShotVerbs.CreateJobs(settings, Host(context, scope))
        );
    }

    private static OneShotSettings Settings(IOneShotContext context, RunScope? scope)
    {
        UnknownArguments.Refuse(context.Arguments.GetArguments().Keys, scope?.Declared ?? [], strict: false);
        var settings = SettingsReader.Read(context.OneShot, Sources(context));
        context.OneShotProgress.IsJson = settings.Output == "json";
        if (context.OneShotProgress.IsJson && scope is null)
            throw OneShotErrors.OutputNeedsRunner();
        if (settings.Result is { } result)
            ResultFile.Check(settings.Result = Path.GetFullPath(result, CallerFolder(context, scope)));
        context.OneShotProgress.Result = settings.Result;
        return settings;
    }

    private static OneShotHost Host(IOneShotContext context, RunScope? scope, ILive? live = null)
    {
        live ??=
            (ILive?)TerminalLine.For(context) ?? new Heartbeat(new LogReporter(context).Progress, TimeProvider.System);
        if (scope is not null)
            scope.Live = live;
        return new OneShotHost(
            context.Environment.WorkingDirectory.FullPath,
            CallerFolder(context, scope),
            new LogReporter(context, live)
        )
        {
            GitHub = OneShotHostOptions.ClientOf(context),
            Variable = Faces.Variables(context),
        };
    }

    private static string CallerFolder(IOneShotContext context, RunScope? scope) =>
        scope?.CallerFolder ?? context.Environment.WorkingDirectory.FullPath;

    private static TVerb Opened<TVerb>(
        IOneShotContext context,
        RunScope? scope,
        Func<OneShotSettings, OneShotHost, TVerb> create,
        ILive? live = null
    )
        where TVerb : IVerb
    {
        var settings = Settings(context, scope);
        return Opened(context, scope, settings, create(settings, Host(context, scope, live)));
    }

    private static TVerb Opened<TVerb>(IOneShotContext context, RunScope? scope, OneShotSettings settings, TVerb verb)
        where TVerb : IVerb
    {
        if (scope is null)
            AtTheEnd(context, verb, settings.Result);
        else
            (scope.Verb, scope.Result, scope.Secrets) = (verb, settings.Result, context.OneShotProgress.Secrets);
        return verb;
    }

    // A host that runs without RunOneShot: its teardown knows whether all went well.
    private static void AtTheEnd(IOneShotContext context, IVerb verb, string? result)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => verb.Dispose();
        if (result is null)
            return;
        var engine = (ICakeEngine)context.ServiceProvider.GetService(typeof(ICakeEngine))!;
        engine.RegisterTeardownAction(teardown =>
        {
            if (teardown.Successful)
                ResultFile.Write(
                    result,
                    SafeText.Without(
                        context.OneShotProgress.Secrets,
                        ReceiptJson.Write(Last(context, verb).Receipt ?? new BareReceipt())
                    )
                );
            else if (teardown.ThrownException is not OneShotException)
                ReceiptOutput.Failed(context, result, verb.About(OneShotErrors.TaskFailed()));
        });
    }

    // A report stands on what was dispatched before.
    private static IVerb Last(IOneShotContext context, IVerb verb) =>
        ReferenceEquals(verb, context.OneShotProgress.Verb) ? context.OneShotProgress.Report ?? verb : verb;

    private static OneShotException Failed(
        IOneShotContext context,
        RunScope? scope,
        OneShotException exception,
        Receipt? receipt = null
    )
    {
        exception = exception
            .For(Faces.Command(context))
            .Hiding(text => SafeText.Without(context.OneShotProgress.Secrets, text));
        if (scope is not null)
            scope.Failure ??= exception;
        var result = scope is null
            ? context.OneShotProgress.Result ?? (Sources(context).Given("result") is [.., { } last] ? last : null)
            : null;
        ReceiptOutput.Failed(context, result is { Length: > 0 } ? Full(context, result) : null, exception, receipt);
        return exception;
    }

    /// <summary>The command line, as Cake has read it, and the environment.</summary>
    public static ArgumentSources Sources(IOneShotContext context) =>
        new(
            name =>
                context.Arguments.HasArgument(name) && !IsOfHost(context, name)
                    ? context.Arguments.GetArguments(name).ToArray()
                    : [],
            context.Environment.GetEnvironmentVariable
        );

    // A build's own argument may have the name that one of OneShot's had.
    private static bool IsOfHost(IOneShotContext context, string name) =>
        RenamedArgument.Find(name) is not null
        && Scope(context)?.Declared.Contains(name, StringComparer.OrdinalIgnoreCase) == true;

    private static string Full(IOneShotContext context, string path) =>
        Path.GetFullPath(path, context.Environment.WorkingDirectory.FullPath);
}
