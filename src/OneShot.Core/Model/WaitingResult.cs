using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>The ref under which a result waits whose branch could not be moved, because that is its user's.</summary>
internal static class WaitingResult
{
    /// <summary>What is told of, and <see cref="Word"/> is what is told.</summary>
    public const string Noun = "result";

    /// <summary>That it is not on its branch yet.</summary>
    public const string Word = "waits";

    /// <summary>Both, where a state is told.</summary>
    public const string Fate = $"{Noun} {Word}";

    /// <summary>What all of them are under.</summary>
    public const string Prefix = RefName.Results;

    /// <summary>The ref of a one-shot.</summary>
    /// <param name="id">The one-shot.</param>
    /// <returns>Its full name.</returns>
    public static string RefOf(string id) => Prefix + id;

    /// <summary>Finds out why a result is not on its branch.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tip">Where the branch is; <see langword="null"/> where there is none.</param>
    /// <param name="standsOn">Whether the first commit is an ancestor of the second, or the same.</param>
    /// <returns>Why; <see langword="null"/> where the branch has it.</returns>
    public static async Task<WaitingCause?> CauseAsync(
        string result,
        string? tip,
        Func<string, string, Task<bool>> standsOn
    )
    {
        ArgumentNullException.ThrowIfNull(standsOn);
        if (tip is null)
            return WaitingCause.Gone;
        if (await standsOn(result, tip).ConfigureAwait(false))
            return null;
        return await standsOn(tip, result).ConfigureAwait(false) ? WaitingCause.CheckedOut : WaitingCause.WentOn;
    }

    /// <summary>Says that it waits, and how to take it.</summary>
    /// <param name="branch">The one-shot's branch.</param>
    /// <param name="id">The one-shot.</param>
    /// <param name="cause">Why it waits.</param>
    /// <returns>One line.</returns>
    public static string Line(string branch, string id, WaitingCause cause)
    {
        var where = cause == WaitingCause.CheckedOut ? " there" : "";
        return $"{Why(branch, cause)}; the {Fate}. To take it, type{where}: {Command(branch, id, cause)}";
    }

    /// <summary>Says why.</summary>
    /// <param name="branch">The one-shot's branch.</param>
    /// <param name="cause">Why it waits.</param>
    /// <returns>The beginning of a line.</returns>
    public static string Why(string branch, WaitingCause cause) =>
        cause switch
        {
            WaitingCause.CheckedOut => $"{branch} is checked out and was not moved",
            WaitingCause.Gone => $"{branch} was deleted and was not made again",
            _ => $"{branch} went on, or was rewritten, and was not moved",
        };

    /// <summary>What takes it.</summary>
    /// <param name="branch">The one-shot's branch.</param>
    /// <param name="id">The one-shot.</param>
    /// <param name="cause">Why it waits.</param>
    /// <returns>A command for a shell; what is checked out is taken where that is.</returns>
    public static string Command(string branch, string id, WaitingCause cause)
    {
        var result = RefOf(id);
        return cause switch
        {
            WaitingCause.CheckedOut => $"git merge --ff-only {result}",
            WaitingCause.Gone => $"git branch {ShellWord.Of(branch)} {result}",
            _ => $"git switch {ShellWord.Of(branch)} && git merge {result}",
        };
    }
}
