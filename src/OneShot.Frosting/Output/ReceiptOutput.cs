using System.Text;
using Cake.Core;
using OneShot.Core.Errors;
using OneShot.Core.Receipts;
using OneShot.Core.Steps;
using OneShot.Core.Storage;

namespace OneShot.Frosting.Output;

/// <summary>Puts receipts and failures where somebody looks: the terminal, the result file, Actions.</summary>
internal static class ReceiptOutput
{
    public static void Succeeded(ICakeContext context, OneShotSession session, bool isLast)
    {
        var receipt = session.Receipt;
        if (session.Settings.Result is { } path) WriteResult(path, ReceiptJson.Write(receipt));
        if (!isLast) return;
        var reporter = new LogReporter(context);
        if (session.Settings.Preview)
        {
            reporter.Progress("this was a preview: nothing was made");
            return;
        }

        if (session.Settings.Undo is not null || receipt.Id is null) return;
        reporter.Progress($"pull request: {receipt.PrUrl}");
        if (receipt.RunUrl is { } run) reporter.Progress($"run: {run}");
        reporter.Progress($"undo: {Faces.Command(context)} --target=OneShot --undo={receipt.Id}");
        ActionsOutput.Succeeded(receipt, context.Environment.GetEnvironmentVariable);
    }

    public static void Failed(ICakeContext context, string? result, OneShotException exception)
    {
        if (result is not null) WriteResult(result, ReceiptJson.Write(exception, Faces.Command(context)));
        ActionsOutput.Failed(exception, context.Environment.GetEnvironmentVariable);
    }

    private static void WriteResult(string path, string json)
    {
        try
        {
            AtomicFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(json + "\n")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.ResultUnwritable(path, exception.Message);
        }
    }
}
