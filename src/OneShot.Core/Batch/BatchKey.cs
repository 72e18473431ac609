using System.Globalization;
using OneShot.Core.Dispatch;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Batch;

/// <summary>
/// What makes an entry the same entry in the next command, on whichever machine, wherever it stands in the file.
/// </summary>
internal static class BatchKey
{
    /// <summary>The idempotency key of an entry.</summary>
    /// <param name="asked">What is asked; its key is the batch's.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="occurrence">Which of the entries with the same content
    /// it is, from 1: what stands there twice is wanted twice.</param>
    public static string Of(DispatchRequest asked, Prompt prompt, int occurrence)
    {
        // With lengths, so that no text can look like two.
        string?[] parts =
        [
            asked.IdempotencyKey,
            prompt.Sha256,
            asked.Slug,
            asked.Model,
            asked.Agent,
            asked.Forge.Base,
            asked.PlanIssue?.ToString(CultureInfo.InvariantCulture),
            occurrence.ToString(CultureInfo.InvariantCulture),
        ];
        var text = string.Concat(
            parts.Select(part =>
                part is null ? "-\n" : string.Create(CultureInfo.InvariantCulture, $"{part.Length} {part}\n")
            )
        );
        return "batch " + Sha256Hex.Of(text);
    }
}
