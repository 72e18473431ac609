using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Receipts;
using OneShot.Core.Text;
using OneShot.Frosting.Output;

namespace OneShot.Frosting.Running;

/// <summary>
/// Says how a run ended, once, however it ended: the line that nobody
/// else has said, the JSON on standard output, and the result file.
/// </summary>
/// <param name="scope">What happened.</param>
/// <param name="channel">Standard output, with <c>--output=json</c>.</param>
/// <param name="result">The result file, absolute.</param>
/// <param name="command">What the user types to reach this face.</param>
/// <param name="isDryRun">Whether Cake ran no task's body.</param>
internal sealed class Ending(RunScope scope, JsonChannel? channel, string? result, string command, bool isDryRun)
{
    private int _said;

    /// <summary>Says it.</summary>
    /// <returns>The exit code: another one when the result could not be written.</returns>
    public ExitCode Say(ExitCode exit)
    {
        if (Interlocked.Exchange(ref _said, 1) == 1)
            return exit;
        var failure = exit == ExitCode.Done ? null : Failure(exit);
        var path = result ?? scope.Result;
        if (path is null && channel is null)
            return exit; // nobody reads the JSON, and what writes it is slow to start
        var document = failure is null
            ? ReceiptJson.Write(scope.Verb?.Receipt ?? new BareReceipt { Preview = isDryRun })
            : ReceiptJson.Write(failure, command, scope.Verb?.Receipt);
        document = SafeText.Without(scope.Secrets, document);
        try
        {
            if (path is not null)
                ResultFile.Write(path, document);
        }
        catch (OneShotException exception)
        {
            var unwritten = About(exception).For(command);
            Console.Error.WriteLine(unwritten.Line);
            if (exit == ExitCode.Done)
                (exit, document) = (unwritten.Error.Exit, ReceiptJson.Write(unwritten, command));
        }

        try
        {
            channel?.Write(document);
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine(
                About(OneShotErrors.ResultUnwritable("standard output", exception.Message)).For(command).Line
            );
            if (exit == ExitCode.Done)
                exit = ExitCode.Environment;
        }

        return exit;
    }

    // What a task of OneShot failed with was told by Cake; the rest is told here.
    private OneShotException Failure(ExitCode exit)
    {
        if (scope.Failure is { } known)
            return known;
        var failure = About(
                exit switch
                {
                    ExitCode.Cancelled => OneShotErrors.Cancelled(),
                    ExitCode.BadInput => TargetRules.Explain(
                        scope.Refusal,
                        [.. scope.Tasks().Select(task => task.Name)]
                    ),
                    _ => OneShotErrors.TaskFailed(),
                }
            )
            .For(command);
        // A task of the build's own failed, and Cake has told how: there is more to say only where a one-shot waits.
        if (failure.Error.Code != CaughtCode.TaskFailed || failure.ResumeId is not null)
            Console.Error.WriteLine(failure.Line);
        return failure;
    }

    private OneShotException About(OneShotException failure) => scope.Verb?.About(failure) ?? failure;
}
