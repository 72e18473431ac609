using Cake.Core.Diagnostics;
using OneShot.Core.Dispatch;
using OneShot.Core.Receipts;
using OneShot.Core.Text;

namespace OneShot.Frosting.Output;

/// <summary>Puts receipts and errors where somebody looks: the terminal, the result file, Actions.</summary>
internal static class ReceiptOutput
{
    /// <summary>After every step, because a step may be the last one asked for.</summary>
    public static void Succeeded(IOneShotContext context, IOneShotVerb verb, bool isLast)
    {
        if (verb.Receipt is { Preview: false } told)
            ActionsFiles.Succeeded(told, context.Environment.GetEnvironmentVariable);
        if (!isLast)
            return;
        var reporter = new LogReporter(context);
        if (verb.Dispatched is PreviewReceipt preview)
        {
            ReceiptLines.Tell(preview, reporter);
            return;
        }

        if (verb.Receipt is not DispatchReceipt receipt)
            return;
        if (context.Log.Verbosity < Verbosity.Normal && !context.OneShotProgress.IsJson)
            Console.WriteLine(receipt.PrUrl); // for a script, as gh pr create does it
        var command = Faces.Command(context);
        var lines = ReceiptLines.Of(receipt, verb.HasReport, verb.GoesOn, own => OneShotError.Spelled(own, command));
        foreach (var line in lines)
            reporter.Progress(line);
        ActionsFiles.Summarize(receipt, context.Environment.GetEnvironmentVariable);
    }

    /// <summary>Writes the error where programs look; what can't be written must not hide the error.</summary>
    public static void Failed(
        IOneShotContext context,
        string? result,
        OneShotException exception,
        Receipt? receipt = null
    )
    {
        ActionsOutput.Failed(exception, context.Environment.GetEnvironmentVariable);
        try
        {
            if (result is not null)
                ResultFile.Write(
                    result,
                    SafeText.Without(
                        context.OneShotProgress.Secrets,
                        ReceiptJson.Write(exception, Faces.Command(context), receipt)
                    )
                );
        }
        catch (OneShotException unwritten)
        {
            new LogReporter(context).Warn(unwritten.Error.ToLine(Faces.Command(context)));
        }
    }
}
