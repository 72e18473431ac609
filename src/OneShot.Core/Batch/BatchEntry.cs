using OneShot.Core.Model;
using OneShot.Core.Settings;

namespace OneShot.Core.Batch;

/// <summary>A good entry of a file of prompts.</summary>
/// <param name="Number">Its place, counted from 1.</param>
/// <param name="Place">How errors name it: <c>'tasks.yaml', entry 3 (line 7)</c>.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Settings">What is asked: the entry's values over those of the command line.</param>
/// <param name="HasOwnBase">Whether the entry itself names the branch it starts from.</param>
/// <param name="Key">Its idempotency key.</param>
internal sealed record BatchEntry(
    int Number,
    string Place,
    Prompt Prompt,
    OneShotSettings Settings,
    bool HasOwnBase,
    string Key
);
