using System.Text.Json;
using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot.Core.Receipts;

/// <summary>Writes receipts: one JSON document, names in snake_case.</summary>
internal static class ReceiptJson
{
    /// <summary>Writes a receipt.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <returns>One line of JSON.</returns>
    public static string Write(Receipt receipt) =>
        JsonSerializer.Serialize(receipt, receipt.GetType(), ReceiptJsonContext.Default);

    /// <summary>Writes an error.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="command">What the user types to reach this face.</param>
    /// <param name="receipt">What was found before it failed.</param>
    /// <returns>One line of JSON.</returns>
    public static string Write(OneShotException exception, string command, Receipt? receipt = null)
    {
        var error = exception.Error;
        var failure = new ErrorReceipt(
            new FailureDetail(error.Code, error.Message, error.NextFor(command)),
            exception.ResumeId
        )
        {
            Checks = (receipt as DoctorReceipt)?.Checks,
            Fixed = (receipt as DoctorReceipt)?.Fixed,
            Batch = (receipt as BatchReceipt)?.Batch,
            Verdict = (receipt as DispatchReceipt)?.Verdict,
        };
        return JsonSerializer.Serialize(failure, ReceiptJsonContext.Default.ErrorReceipt);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DispatchReceipt))]
[JsonSerializable(typeof(PreviewReceipt))]
[JsonSerializable(typeof(UndoReceipt))]
[JsonSerializable(typeof(PromptReceipt))]
[JsonSerializable(typeof(ReportReceipt))]
[JsonSerializable(typeof(PublishReceipt))]
[JsonSerializable(typeof(StatusReceipt))]
[JsonSerializable(typeof(BatchReceipt))]
[JsonSerializable(typeof(DoctorReceipt))]
[JsonSerializable(typeof(InitReceipt))]
[JsonSerializable(typeof(PipelineReceipt))]
[JsonSerializable(typeof(BareReceipt))]
[JsonSerializable(typeof(ErrorReceipt))]
internal sealed partial class ReceiptJsonContext : JsonSerializerContext;
