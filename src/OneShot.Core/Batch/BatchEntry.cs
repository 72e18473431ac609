using OneShot.Core.Dispatch;
using OneShot.Core.Model;

namespace OneShot.Core.Batch;

/// <summary>A good entry of a file of prompts.</summary>
/// <param name="Number">Its place, counted from 1.</param>
/// <param name="Place">How errors name it: <c>'tasks.yaml', entry 3 (line 7)</c>.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Request">What is asked: the entry's values over those of the command line.</param>
/// <param name="HasOwnBase">Whether the entry itself names the branch it starts from.</param>
/// <param name="Key">Its idempotency key.</param>
internal sealed record BatchEntry(
    int Number,
    string Place,
    Prompt Prompt,
    DispatchRequest Request,
    bool HasOwnBase,
    string Key
)
{
    /// <summary>What is asked, by its key: the same entry is the same one-shot.</summary>
    public DispatchRequest Keyed => Request with { IdempotencyKey = Key };

    /// <summary>What is asked where the entry's one-shot is there, and has to be taken up.</summary>
    public ResumeRequest Resumed(string id) => new(Request with { IdempotencyKey = null }, id);
}
