using OneShot.Core.Dispatch;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;

namespace OneShot.Frosting;

/// <summary>How far a build's one-shot is.</summary>
public sealed class OneShotProgress
{
    /// <summary>What was done so far; <see langword="null"/> before the first of OneShot's tasks.</summary>
    public Receipt? Receipt => Jobs?.Receipt ?? Session?.Receipt;

    internal OneShotSession? Session { get; set; }

    /// <summary>The workflow's side, in a job.</summary>
    internal JobSession? Jobs { get; set; }

    /// <summary>What must be shown nowhere.</summary>
    internal HashSet<string> Secrets { get; } = new(StringComparer.Ordinal);
}
