using System.Runtime.InteropServices;
using Cake.Core;
using Cake.Core.Diagnostics;
using OneShot.Core.Errors;
using OneShot.Core.Receipts;
using OneShot.Core.Settings;

namespace OneShot.Cake;

/// <summary>
/// Runs one call of an alias: the script's command line in, errors
/// and receipts where Actions looks, Ctrl+C as a cancellation.
/// </summary>
internal static class ScriptCall
{
    /// <summary>Beside <c>lib/net10.0</c>, where a script would take the program for an addin.</summary>
    private static readonly string Programs = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(typeof(ScriptCall).Assembly.Location)!, "..", "..", "tools")
    );

    private static Lazy<DispatchReceipt>? _takenUp;
    private static int _looked;

    /// <summary>A call that makes something, told to the steps that follow in Actions.</summary>
    public static T Make<T>(
        ICakeContext context,
        Func<OneShotClient, CancellationToken, Task<T>> call,
        bool dispatches = false
    )
        where T : Receipt =>
        Run(
            context,
            async (client, token) =>
            {
                var receipt = await call(client, token).ConfigureAwait(false);
                Tell(context, receipt);
                return receipt;
            },
            dispatches
        );

    /// <summary>
    /// A dispatch. What the command line resumes or undoes is taken up once, by the first of the script, and whoever
    /// asked for that wants nothing else started: the others have its outcome. Which of them dispatched it nobody knows
    /// here: it goes on as it was dispatched, whatever this one's code says.
    /// </summary>
    public static DispatchReceipt Dispatch(ICakeContext context, OneShotSettings settings)
    {
        if ((Named(context, "undo") ?? Named(context, "resume")) is not { } id)
            return Dispatched(context, settings, settings);
        var takenUp = new Lazy<DispatchReceipt>(() =>
            Dispatched(context, settings, new OneShotSettings { Result = settings.Result })
        );
        if (Interlocked.CompareExchange(ref _takenUp, takenUp, null) is not { } first)
            return takenUp.Value;
        ScriptReporter.Tell(context, $"nothing more is dispatched: {id} was asked for");
        return first.Value;
    }

    /// <summary>Any call.</summary>
    /// <param name="context">The script.</param>
    /// <param name="call">The call.</param>
    /// <param name="dispatches">Whether the script's target, typed with a prompt or an id, would do what it says.</param>
    public static T Run<T>(
        ICakeContext context,
        Func<OneShotClient, CancellationToken, Task<T>> call,
        bool dispatches = false
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        TellOfNearMisses(context);
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var client = new OneShotClient(Options(context, dispatches));
        try
        {
            return Task.Run(() => call(client, cancellation.Token)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException exception)
        {
            throw Told(context, exception.InnerException as OneShotException ?? OneShotErrors.Cancelled());
        }
        catch (OneShotException failure)
        {
            throw Told(context, failure);
        }

        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested; // the second one ends it at once
            cancellation.Cancel();
        }
    }

    private static DispatchReceipt Dispatched(ICakeContext context, OneShotSettings code, OneShotSettings settings) =>
        Run(
            context,
            async (client, token) =>
            {
                try
                {
                    var (told, dispatched) = await client.MakeAsync(settings, token).ConfigureAwait(false);
                    Tell(context, told);
                    return dispatched;
                }
                catch (OneShotException failure) when ((code.Prompt ?? code.PromptFile) is not null)
                {
                    // The script has it, and takes no second one.
                    throw failure.Hiding(text => text.Replace(" --prompt=\"…\"", "", StringComparison.Ordinal));
                }
            },
            dispatches: true
        );

    private static void Tell(ICakeContext context, Receipt receipt)
    {
        if (receipt is PreviewReceipt preview)
        {
            ReceiptLines.Tell(preview, new ScriptReporter(context));
            return;
        }

        ActionsFiles.Succeeded(receipt, context.Environment.GetEnvironmentVariable);
        if (receipt is not DispatchReceipt made)
            return;
        ActionsFiles.Summarize(made, context.Environment.GetEnvironmentVariable);
        if (context.Log.Verbosity == Verbosity.Quiet && made.PrUrl is { } page)
            ScriptReporter.Tell(context, page, Verbosity.Quiet);
    }

    // Told once, and no more than that: a script has arguments of its own, and nobody says which.
    private static void TellOfNearMisses(ICakeContext context)
    {
        if (Interlocked.Exchange(ref _looked, 1) == 1)
            return;
        try
        {
            UnknownArguments.Refuse(context.Arguments.GetArguments().Keys, [], strict: false);
        }
        catch (OneShotException miss)
        {
            new ScriptReporter(context).Warn(miss.Message);
        }
    }

    // The one-shot that the command line names.
    private static string? Named(ICakeContext context, string name)
    {
        var argument = Arguments.Find(name)!;
        return Given(context, argument.LongName).Concat(Given(context, argument.Name)).FirstOrDefault();
    }

    private static IReadOnlyList<string?> Given(ICakeContext context, string name) =>
        context.Arguments.HasArgument(name) ? [.. context.Arguments.GetArguments(name)] : [];

    private static OneShotClientOptions Options(ICakeContext context, bool dispatches) =>
        new()
        {
            WorkingFolder = context.Environment.WorkingDirectory.FullPath,
            Reporter = ScriptReporter.Waiting(context, TimeProvider.System),
            Variable = context.Environment.GetEnvironmentVariable,
            Given = name => Given(context, name),
            Command = ScriptCommand.Of(context, dispatches),
            OpensReports = false,
            ProgramFolder = Programs,
        };

    private static OneShotException Told(ICakeContext context, OneShotException failure)
    {
        if (context.Environment.GetEnvironmentVariable("GITHUB_ACTIONS") is not "true")
            return failure;
        ActionsFiles.Failed(failure, context.Environment.GetEnvironmentVariable);
        Console.Error.WriteLine(ActionsCommand.Error(failure));
        return failure;
    }
}
