using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// Puts the prompt where the planner reads it, after checking that it is the one that was dispatched.
/// </summary>
internal static class PreparePlanning
{
    /// <summary>Writes <c>.impl/task.md</c>.</summary>
    /// <param name="tree">The work tree's top, the one-shot's branch checked out.</param>
    /// <param name="sha256">SHA-256 of the prompt's bytes; <see langword="null"/> when nobody told.</param>
    /// <returns>The prompt.</returns>
    /// <exception cref="OneShotException">OS6018: the file is gone; OS6013: it is another one.</exception>
    public static Prompt Run(string tree, string? sha256)
    {
        var file = new FileInfo(System.IO.Path.Combine(tree, Prompt.Path));
        if (!file.Exists && file.LinkTarget is null)
            throw OneShotErrors.PromptGone();
        if (RegularFile.TryRead(file.FullName, PromptRules.Limit) is not { Length: <= PromptRules.Limit } bytes)
            throw OneShotErrors.PromptChanged();
        if (sha256 is not null && !Sha256Hex.Of(bytes).Equals(sha256, StringComparison.OrdinalIgnoreCase))
            throw OneShotErrors.PromptChanged();
        var prompt = PromptRules.FromBytes(bytes, PromptSource.File, Prompt.Path);
        var impl = ImplFolder.In(tree);
        impl.Write(PlanFiles.Task, bytes);
        return prompt;
    }
}
