using OneShot.Core.Failures;

namespace OneShot.Core.Dispatch;

/// <summary>Where a prompt comes from. Where nothing is said, a person at a terminal is asked.</summary>
internal sealed record PromptRequest
{
    /// <summary>The prompt itself.</summary>
    public string? Text { get; init; }

    /// <summary>A file that holds it, or <c>-</c> for standard input.</summary>
    public string? File { get; init; }

    /// <summary>Where <see cref="Text"/> came from; code when nobody says otherwise.</summary>
    public PromptSource Source { get; init; } = PromptSource.Code;

    /// <summary>Files that tell what failed, which stands after the prompt.</summary>
    public IReadOnlyList<FailureSource> Failures { get; init; } = [];

    /// <summary>Tells what failed although it is in files that differ from the commit.</summary>
    public bool AllowDirty { get; init; }

    /// <summary>Whether there is a prompt of the user's own.</summary>
    public bool HasOwn => Text is not null || File is not null;

    /// <summary>Whether there is anything to read a prompt from without a person.</summary>
    public bool HasSource => HasOwn || Failures.Count > 0;
}
