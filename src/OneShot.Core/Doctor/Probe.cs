namespace OneShot.Core.Doctor;

/// <summary>
/// What somebody was asked and answered, or did not answer: one failing question never hides the others.
/// </summary>
/// <param name="Value">The answer.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="Skipped">Why nobody was asked.</param>
internal sealed record Probe<T>(T? Value, OneShotException? Failure = null, string? Skipped = null)
{
    public bool IsKnown => Failure is null && Skipped is null;

    /// <summary>The doctor's line where nobody knows: nothing is guessed.</summary>
    public Check ToCheck(string name) =>
        Failure is { } exception
            ? Check.Warn(name, $"can't be checked: {exception.Error.Message}", exception.Error.Next)
            : new Check(name, CheckState.Skip, $"skipped ({Skipped})");
}

/// <summary>Asks.</summary>
internal static class Probe
{
    public static async Task<Probe<T>> ByAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return new Probe<T>(await ask().ConfigureAwait(false));
        }
        catch (OneShotException exception)
        {
            return new Probe<T>(default, exception);
        }
    }

    public static Probe<T> Skip<T>(string why) => new(default, Skipped: why);
}
