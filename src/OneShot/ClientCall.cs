using System.Diagnostics;
using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Receipts;
using OneShot.Core.Settings;

namespace OneShot;

/// <summary>
/// One call of a client: settings in, receipt out, an error spelled and without secrets, the result file, the trace.
/// </summary>
/// <param name="options">The program.</param>
/// <param name="activities">Where traces begin.</param>
/// <param name="name">The call's name in traces.</param>
internal sealed class ClientCall(OneShotClientOptions options, ActivitySource activities, string name) : IDisposable
{
    /// <summary>What a step of the same job may ask of a program, and what is no question here.</summary>
    private static readonly string JsonAsked = Arguments.Find("output")!.Variable;

    /// <summary>What of a receipt a trace tells.</summary>
    private static readonly string[] Traced = ["id", "branch", "pr_url", "run_url"];

    private readonly HidingReporter _reporter = new(
        options.Reporter
            ?? new LoggerReporter(options.Logger ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)
    );
    private readonly Activity? _activity = activities.StartActivity("oneshot " + name);
    private string? _result;

    /// <summary>Settings from code under those of the face's command line, and over those of the environment.</summary>
    /// <param name="asked">The settings from code.</param>
    /// <param name="named">The arguments that the call itself stands for: nothing from outside changes them.</param>
    public OneShotSettings Read(OneShotSettings asked, params string[] named)
    {
        var settings = SettingsReader.Read(
            asked,
            new ArgumentSources(options.Given, name => name == JsonAsked ? null : options.Variable(name)).Without(named)
        );
        return settings.Output == "json" ? throw OneShotErrors.OutputNeedsRunner() : settings;
    }

    /// <summary>Runs a verb to its end; what it made is read before it is disposed.</summary>
    public async Task<TAnswer> RunAsync<TVerb, TAnswer>(
        Func<OneShotSettings> read,
        Func<OneShotSettings, OneShotHost, TVerb> create,
        Func<TVerb, CancellationToken, Task> work,
        Func<TVerb, TAnswer> answer,
        CancellationToken cancellationToken
    )
        where TVerb : IVerb
    {
        TVerb? verb = default;
        try
        {
            var settings = read();
            if (settings.Result is { } path)
                ResultFile.Check(_result = Path.GetFullPath(path, CallerFolder));
            using (verb = create(settings, Host))
            {
                await work(verb, cancellationToken).ConfigureAwait(false);
                Succeeded(verb.Receipt!, verb as IOneShotVerb);
                return answer(verb);
            }
        }
        catch (OneShotException exception)
        {
            throw Failed(
                verb is null ? exception : verb.About(exception),
                verb is null ? null : verb.Receipt,
                cancellationToken
            );
        }
        catch (OperationCanceledException)
        {
            throw Failed(OneShotErrors.Cancelled(), verb is null ? null : verb.Receipt, cancellationToken);
        }
        catch (Exception bug) when (_reporter.Clean(bug.ToString()) != bug.ToString())
        {
            throw new InvalidOperationException(_reporter.Clean(bug.ToString()));
        }
    }

    /// <summary>A part of the call, in traces.</summary>
    public async Task StepAsync(string step, Func<Task> work)
    {
        using var activity = activities.StartActivity("oneshot " + step);
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            Mark(activity, exception);
            throw;
        }
    }

    /// <summary>Waits.</summary>
    public async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, options.Clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Failed(OneShotErrors.Cancelled(), null, cancellationToken);
        }
    }

    // A program that cancels expects to be told so in its own words; the error that says how to go on is inside.
    public Exception Failed(OneShotException exception, Receipt? receipt, CancellationToken cancellationToken)
    {
        var failure = _reporter.Clean(exception.For(Spell));
        Mark(_activity, failure);
        try
        {
            if (_result is not null)
                ResultFile.Write(_result, _reporter.Clean(ReceiptJson.Write(failure, Command, receipt)));
        }
        catch (OneShotException unwritten)
        {
            _reporter.Warn(unwritten.Error.ToLine(Command));
        }

        return failure.Error.Exit == ExitCode.Cancelled
            ? new OperationCanceledException(failure.Message, failure, cancellationToken)
            : failure;
    }

    public void Dispose() => _activity?.Dispose();

    private string WorkingFolder => Path.GetFullPath(options.WorkingFolder);

    private string CallerFolder => Path.GetFullPath(options.CallerFolder ?? ".", WorkingFolder);

    private string Command => options.Command ?? FaceCommand.Of(options.Variable, () => ProgramWords.Command);

    private string Spell(string text) =>
        options.Spell?.Invoke(text) ?? OneShotError.Spelled(HasCommand ? text : SettingSpelling.Of(text), Command);

    // A program has no command line: what nobody there can type is not told.
    private bool HasCommand => options.Command is not null || options.Variable(FaceCommand.Variable) is { Length: > 0 };

    private OneShotHost Host =>
        new(WorkingFolder, CallerFolder, _reporter)
        {
            Variable = variable => variable == FaceCommand.Variable ? Command : options.Variable(variable),
            MayAsk = false,
            ProgramFolder = options.ProgramFolder,
            GitHub = options.GitHub,
            Clock = options.Clock,
        };

    private void Succeeded(Receipt receipt, IOneShotVerb? verb)
    {
        foreach (var (tag, value) in receipt.Outputs.Where(output => Traced.Contains(output.Name)))
            _activity?.SetTag("oneshot." + tag, value);
        if (_result is not null)
            ResultFile.Write(_result, _reporter.Clean(ReceiptJson.Write(receipt)));
        if (receipt is not DispatchReceipt { Preview: false, PrUrl: not null } made || verb is null)
            return;
        var lines = ReceiptLines
            .Of(made, verb.HasReport && options.OpensReports, verb.GoesOn, HasCommand ? Spell : null)
            .Select(_reporter.Clean)
            .ToArray();
        if (options.Ended is { } tell)
            tell(lines);
        else
            Array.ForEach(lines, _reporter.Progress);
    }

    private static void Mark(Activity? activity, OneShotException failure) =>
        activity
            ?.SetStatus(ActivityStatusCode.Error, failure.Error.Code)
            .SetTag("error.type", failure.Error.Code)
            .SetTag("oneshot.id", failure.ResumeId);
}
